using System.Runtime.InteropServices;
using Confluent.Kafka;
using static TetraBridge.Sinks.Kafka.LibRdKafka;
using static TetraBridge.Sinks.Kafka.Transactions.LibRdKafkaTransactions;

namespace TetraBridge.Sinks.Kafka.Transactions;

/// <summary>
/// Transactions of librdkafka itself. Its calls block: each is made again in short turns, so that a cancellation is seen between two of
/// them.
/// </summary>
/// <param name="producer">The producer's handle; valid as long as calls are made.</param>
/// <param name="readers">Makes who reads the group's offsets.</param>
/// <param name="group">The group that keeps the bookmark, named as the transactional id.</param>
/// <param name="waits">Asked each while that brought no answer, with what is waited for: false where waiting is of no use any more.</param>
/// <param name="clock">Time.</param>
internal sealed class NativeKafkaTransactions(
    nint producer, Func<GroupReader> readers, string group, Func<string, bool> waits, TimeProvider clock) : IKafkaTransactions
{
    private const int TurnMilliseconds = 500;
    private const int ReadMilliseconds = 2000;

    // Broker and library need a moment to end a transaction; asking sooner costs both more.
    private static readonly TimeSpan _rest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private static readonly TransactionFailure _changed = new(
        ErrorCode.Local_State, "login or certificates have changed; the producer is made anew");

    /// <inheritdoc/>
    public Task<TransactionFailure?> InitAsync(CancellationToken cancellation) =>
        TurnsAsync(
            () =>
                rd_kafka_init_transactions(producer, TurnMilliseconds), "the broker does not answer the transaction's beginning",
                cancellation);

    /// <inheritdoc/>
    public async Task<(TransactionFailure? Failure, CommittedBookmark Bookmark)> ReadAsync(CancellationToken cancellation)
    {
        // Its end waits for its threads, as that of the producer does.
        var asked = clock.GetTimestamp();
        using var reader = readers();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var (error, bookmark) = await Task.Run(() => reader.Read(ReadMilliseconds), CancellationToken.None).ConfigureAwait(false);
            switch (error)
            {
                case ErrorCode.NoError:
                    return (null, bookmark);
                case ErrorCode.UnstableOffsetCommit or ErrorCode.NotCoordinatorForGroup or ErrorCode.GroupCoordinatorNotAvailable or ErrorCode.GroupLoadInProgress
                    or ErrorCode.Local_TimedOut or ErrorCode.Local_Transport or ErrorCode.Local_WaitCoord:
                    if (!GoesOn(ref asked, Unread(error)))
                    {
                        return (_changed, default);
                    }

                    await Task.Delay(_rest, clock, cancellation).ConfigureAwait(false);
                    break;
                default:
                    return (new TransactionFailure(error, $"the bookmark of group {group} can't be read"), default);
            }
        }
    }

    /// <inheritdoc/>
    public TransactionFailure? Begin() => Of(rd_kafka_begin_transaction(producer));

    /// <inheritdoc/>
    public Task<TransactionFailure?> KeepAsync(string topic, CommittedBookmark bookmark, CancellationToken cancellation) =>
        TurnsAsync(
            () =>
                GroupOffsets.Send(producer, group, topic, bookmark, TurnMilliseconds), "the broker does not take the bookmark",
                cancellation);

    /// <inheritdoc/>
    public Task<TransactionFailure?> CommitAsync(CancellationToken cancellation) =>
        TurnsAsync(
            () => rd_kafka_commit_transaction(producer, TurnMilliseconds), "the broker does not confirm the transaction", cancellation);

    /// <inheritdoc/>
    public Task<TransactionFailure?> AbortAsync(CancellationToken cancellation) =>
        TurnsAsync(
            () =>
                rd_kafka_abort_transaction(producer, TurnMilliseconds), "the broker does not confirm that the transaction is given up",
                cancellation);

    private static TransactionFailure? Of(nint error)
    {
        if (error == 0)
        {
            return null;
        }

        var failure = new TransactionFailure(
            (ErrorCode)rd_kafka_error_code(error), Marshal.PtrToStringUTF8(rd_kafka_error_string(error))
                ?? "", rd_kafka_error_is_retriable(error) != 0, rd_kafka_error_is_fatal(error) != 0);
        rd_kafka_error_destroy(error);
        return failure;
    }

    private string Unread(ErrorCode error) => error == ErrorCode.UnstableOffsetCommit
        ? $"an earlier transaction has not ended, and until then the bookmark of group {group} can't be read"
        : $"the bookmark of group {group} can't be read yet ({error})";

    private async Task<TransactionFailure?> TurnsAsync(Func<nint> call, string wait, CancellationToken cancellation)
    {
        var asked = clock.GetTimestamp();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();

            // Never left alone: the producer must not be destroyed under a call.
            var failure = await Task.Run(() => Of(call()), CancellationToken.None).ConfigureAwait(false);
            if (failure is not { IsRetriable: true })
            {
                return failure;
            }

            if (!GoesOn(ref asked, $"{wait} ({failure.Value.Words})"))
            {
                return _changed;
            }

            if (failure.Value.Error != ErrorCode.Local_TimedOut)
            {
                await Task.Delay(_rest, clock, cancellation).ConfigureAwait(false);
            }
        }
    }

    private bool GoesOn(ref long asked, string wait)
    {
        if (clock.GetElapsedTime(asked) <= _patience)
        {
            return true;
        }

        asked = clock.GetTimestamp();
        return waits(wait);
    }
}
