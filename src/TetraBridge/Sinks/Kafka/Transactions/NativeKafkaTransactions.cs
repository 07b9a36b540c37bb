using System.Runtime.InteropServices;
using Confluent.Kafka;
using static TetraBridge.Sinks.Kafka.LibRdKafka;
using static TetraBridge.Sinks.Kafka.Transactions.LibRdKafkaTransactions;

namespace TetraBridge.Sinks.Kafka.Transactions;

/// <summary>Transactions of librdkafka itself. Its calls block: each is made again in short turns, so that a cancellation is seen between two of them.</summary>
/// <param name="producer">The producer's handle; valid as long as calls are made.</param>
/// <param name="group">The group that keeps the bookmark, named as the transactional id.</param>
/// <param name="waiting">Called after each turn that brought no answer.</param>
/// <param name="clock">Time.</param>
internal sealed class NativeKafkaTransactions(nint producer, string group, Action<string> waiting, TimeProvider clock) : IKafkaTransactions
{
    private const int TurnMilliseconds = 500;
    private const int ReadMilliseconds = 2000;

    // Broker and library need a moment to end a transaction; asking sooner costs both more.
    private static readonly TimeSpan _rest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public Task<TransactionFailure?> InitAsync(CancellationToken cancellation) =>
        TurnsAsync(() => rd_kafka_init_transactions(producer, TurnMilliseconds), "the broker does not answer the transaction's beginning", cancellation);

    /// <inheritdoc/>
    public async Task<(TransactionFailure? Failure, CommittedBookmark Bookmark)> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var (error, bookmark) = await Task.Run(() => GroupOffsets.Read(producer, group, ReadMilliseconds), CancellationToken.None).ConfigureAwait(false);
            switch (error)
            {
                case ErrorCode.NoError:
                    return (null, bookmark);
                case ErrorCode.UnstableOffsetCommit or ErrorCode.NotCoordinatorForGroup or ErrorCode.GroupCoordinatorNotAvailable or ErrorCode.GroupLoadInProgress:
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
        TurnsAsync(() => GroupOffsets.Send(producer, group, topic, bookmark, TurnMilliseconds), "the broker does not take the bookmark", cancellation);

    /// <inheritdoc/>
    public Task<TransactionFailure?> CommitAsync(CancellationToken cancellation) =>
        TurnsAsync(() => rd_kafka_commit_transaction(producer, TurnMilliseconds), "the broker does not confirm the transaction", cancellation);

    /// <inheritdoc/>
    public Task<TransactionFailure?> AbortAsync(CancellationToken cancellation) =>
        TurnsAsync(() => rd_kafka_abort_transaction(producer, TurnMilliseconds), "the broker does not confirm that the transaction is given up", cancellation);

    private static TransactionFailure? Of(nint error)
    {
        if (error == 0)
        {
            return null;
        }

        var failure = new TransactionFailure(
            (ErrorCode)rd_kafka_error_code(error), Marshal.PtrToStringUTF8(rd_kafka_error_string(error)) ?? "", rd_kafka_error_is_retriable(error) != 0, rd_kafka_error_is_fatal(error) != 0);
        rd_kafka_error_destroy(error);
        return failure;
    }

    private async Task<TransactionFailure?> TurnsAsync(Func<nint> call, string wait, CancellationToken cancellation)
    {
        var told = clock.GetTimestamp();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();

            // Never left alone: the producer must not be destroyed under a call.
            var failure = await Task.Run(() => Of(call()), CancellationToken.None).ConfigureAwait(false);
            if (failure is not { IsRetriable: true })
            {
                return failure;
            }

            if (clock.GetElapsedTime(told) > _patience)
            {
                told = clock.GetTimestamp();
                waiting($"{wait} ({failure.Value.Words})");
            }

            if (failure.Value.Error != ErrorCode.Local_TimedOut)
            {
                await Task.Delay(_rest, clock, cancellation).ConfigureAwait(false);
            }
        }
    }
}
