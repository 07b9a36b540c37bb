using Microsoft.Extensions.Time.Testing;
using TetraBridge.Categories;
using TetraBridge.Delivery;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.DeadLetters;
using TetraBridge.Delivery.Sending;
using TetraBridge.Events;
using TetraBridge.Records;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Delivery.Sending;

public sealed class SenderTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));
    private readonly RecordingLogger<Route> _log = new();
    private readonly ScriptedSink _sink = new();
    private readonly ReceiverTrust _trust = new();
    private readonly DeadLetterFolder _letters;
    private readonly DeadLetterNotices _notices;
    private readonly Sender _sender;

    public SenderTests()
    {
        _letters = new DeadLetterFolder(_temporary.Path, "otlp", 1 << 20, _time);
        _notices = new DeadLetterNotices(new Classifier(LibraryCategories.Create()), _time);
        var outage = new OutageLog("otlp", _time, _log);
        _sender = new Sender(_sink, _trust, new DeadLetterOffice("otlp", _letters, _notices, outage, _time, _log), outage, RetryDelays.Default, _time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string[] Letters => [.. Directory.EnumerateFiles(_temporary.Path).SelectMany(File.ReadAllLines)];

    [Fact]
    public async Task What_is_taken_is_delivered_in_one_request()
    {
        Assert.Equal(new Tally(Delivered: 3), await _sender.SendAsync(Blocks.Batch("a", "b", "c"), Cancellation));

        Assert.Equal(["a", "b", "c"], Assert.Single(_sink.Requests));
        Assert.Empty(_log.Entries);
    }

    [Fact]
    public async Task A_receiver_that_asks_to_come_again_is_asked_again_not_before_it_said()
    {
        _sink.Answers(_ => _sink.Requests.Count < 3 ? new Verdict(VerdictKind.Retry, "busy", After: TimeSpan.FromSeconds(20)) : Verdict.Delivered);

        var sending = _sender.SendAsync(Blocks.Batch("a", "b"), Cancellation);
        await Eventually.TrueAsync(() => _sink.Requests.Count == 2, "the second attempt", _time, TimeSpan.FromSeconds(1));
        Assert.InRange((_time.GetUtcNow() - _time.Start).TotalSeconds, 20, 30);

        Assert.Equal(new Tally(Delivered: 2), await Eventually.EndsAsync(sending, _time, TimeSpan.FromSeconds(1)));
        Assert.Equal(3, _sink.Requests.Count);
        Assert.All(_sink.Requests, request => Assert.Equal(["a", "b"], request));
    }

    [Fact]
    public async Task An_operators_problem_holds_everything_and_splits_nothing()
    {
        _sink.Answers(_ => _sink.Requests.Count < 20 ? new Verdict(VerdictKind.Hold, "401: check the token") : Verdict.Delivered);

        Assert.Equal(new Tally(Delivered: 2), await Eventually.EndsAsync(_sender.SendAsync(Blocks.Batch("a", "b"), Cancellation), _time, TimeSpan.FromSeconds(5)));

        Assert.All(_sink.Requests, request => Assert.Equal(2, request.Count));
        Assert.InRange(_time.GetUtcNow() - _time.Start, TimeSpan.FromMinutes(8), TimeSpan.FromMinutes(25));
        Assert.Empty(Letters);
        Assert.Contains(_log.Entries, entry => entry.Text.Contains("401: check the token", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, "too_large")]
    [InlineData(false, "rejected")]
    public async Task Only_the_record_that_is_refused_for_itself_becomes_a_dead_letter(bool isTooLarge, string reason)
    {
        var kind = isTooLarge ? VerdictKind.TooLarge : VerdictKind.Rejected;
        _sink.Answers(records => records.Contains("bad") ? new Verdict(kind, "the receiver's words") : Verdict.Delivered);
        _trust.Took();

        var sent = await _sender.SendAsync(Blocks.Batch("a", "b", "c", "bad", "d", "e", "f"), Cancellation);

        Assert.Equal(new Tally(Delivered: 6, Dead: 1), sent);
        Assert.Equal(["a", "b", "c", "d", "e", "f"], _sink.Taken);
        var letter = Assert.Single(Letters);
        Assert.Contains($"\"reason\":\"{reason}\",\"words\":\"the receiver's words\"", letter, StringComparison.Ordinal);
        Assert.Contains("\"uid\":\"00000000000000000000000000000004\"", letter, StringComparison.Ordinal);
        Assert.Contains("\"offset\":6,\"length\":3,\"line\":\"bad\"", letter, StringComparison.Ordinal);
        Assert.True(_notices.TryTake(atEnd: false, out _));
    }

    [Fact]
    public async Task A_receiver_that_never_took_anything_makes_no_dead_letter_of_a_single_record()
    {
        _sink.Answers(_ => new Verdict(VerdictKind.Rejected, "what is this?"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var sending = _sender.SendAsync(Blocks.Batch("a"), stop.Token);
        await Eventually.TrueAsync(() => _sink.Requests.Count >= 10, "ten attempts", _time, TimeSpan.FromSeconds(5));
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Empty(Letters);
        Assert.InRange(_time.GetUtcNow() - _time.Start, TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(12));
        Assert.Contains(_log.Entries, entry => entry.Level == Microsoft.Extensions.Logging.LogLevel.Error && entry.Text.Contains("is this the right address?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_address_turns_no_backlog_into_dead_letters_once_it_is_right()
    {
        var isRight = false;
        _sink.Answers(_ => isRight ? Verdict.Delivered : new Verdict(VerdictKind.Rejected, "400"));
        string[] names = [.. Enumerable.Range(0, 200).Select(i => $"n{i}")];

        var sending = _sender.SendAsync(Blocks.Batch(names), Cancellation);
        await Eventually.TrueAsync(() => _log.Entries.Count >= 3, "held for minutes", _time, TimeSpan.FromSeconds(5));
        Assert.InRange(_sink.Requests.Count, 8, 40);
        isRight = true;

        Assert.Equal(new Tally(Delivered: 200), await Eventually.EndsAsync(sending, _time, TimeSpan.FromSeconds(5)));
        Assert.Equal(names.Order(StringComparer.Ordinal), _sink.Taken.Order(StringComparer.Ordinal));
        Assert.Empty(Letters);
    }

    [Fact]
    public async Task A_bad_record_at_the_very_start_is_dead_once_the_receiver_took_its_neighbours()
    {
        _sink.Answers(records => records.Contains("bad") ? new Verdict(VerdictKind.Rejected, "400") : Verdict.Delivered);

        Assert.Equal(new Tally(Delivered: 3, Dead: 1), await Eventually.EndsAsync(_sender.SendAsync(Blocks.Batch("bad", "a", "b", "c"), Cancellation), _time, TimeSpan.FromSeconds(5)));

        Assert.Single(Letters);
    }

    [Theory]
    [InlineData(nameof(VerdictKind.NoAnswer), false)]
    [InlineData(nameof(VerdictKind.Hold), false)]
    [InlineData(nameof(VerdictKind.Retry), true)]
    public async Task Behind_an_outage_a_receiver_that_refuses_all_makes_no_dead_letters(string kind, bool isUnreached)
    {
        var outage = new Verdict(Enum.Parse<VerdictKind>(kind), "moved") { IsUnreached = isUnreached };
        _sink.Answers(_ => _sink.Requests.Count switch { 1 => Verdict.Delivered, 2 => outage, _ => new Verdict(VerdictKind.Rejected, "400 from another server") });
        Assert.Equal(new Tally(Delivered: 1), await _sender.SendAsync(Blocks.Batch("first"), Cancellation));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var sending = _sender.SendAsync(Blocks.Batch("a", "b"), stop.Token);
        await Eventually.TrueAsync(() => _sink.Requests.Count >= 10, "more attempts", _time, TimeSpan.FromSeconds(5));
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Empty(Letters);
        Assert.Contains(_log.Entries, entry => entry.Text.Contains("has taken nothing since the connection, the credentials or its answers changed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_busy_receiver_stays_the_one_that_it_was()
    {
        _trust.Took();
        _sink.Answers(_ => _sink.Requests.Count == 1 ? new Verdict(VerdictKind.Retry, "429") : new Verdict(VerdictKind.Rejected, "bad"));

        Assert.Equal(new Tally(Dead: 1), await Eventually.EndsAsync(_sender.SendAsync(Blocks.Batch("bad"), Cancellation), _time, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task A_partial_success_is_counted_kept_once_as_suspects_and_never_sent_again()
    {
        _sink.Answers(_ => new Verdict(VerdictKind.PartlyRejected, "one was bad", RejectedRecords: 1));

        Assert.Equal(new Tally(Delivered: 2, Dead: 1), await _sender.SendAsync(Blocks.Batch("a", "b", "c"), Cancellation));

        Assert.Single(_sink.Requests);
        Assert.Equal(3, Letters.Length);
        Assert.All(Letters, letter => Assert.Contains("\"reason\":\"suspects\"", letter, StringComparison.Ordinal));
        Assert.True(_notices.TryTake(atEnd: true, out var notice));
        Assert.Contains("1 of 3", notice.Body, StringComparison.Ordinal);
        Assert.False(_notices.TryTake(atEnd: true, out _));
    }

    [Theory]
    [InlineData(0, 3, 0)]
    [InlineData(-7, 3, 0)]
    [InlineData(3, 0, 3)]
    [InlineData(long.MaxValue, 0, 3)]
    public async Task A_partial_success_counts_no_more_than_there_is(long rejected, long delivered, long dead)
    {
        _sink.Answers(_ => new Verdict(VerdictKind.PartlyRejected, "words", RejectedRecords: rejected));

        Assert.Equal(new Tally(Delivered: delivered, Dead: dead), await _sender.SendAsync(Blocks.Batch("a", "b", "c"), Cancellation));

        Assert.Equal(dead == 0 ? 0 : 3, Letters.Length);
        Assert.Equal(delivered > 0, _trust.HasTaken);
    }

    [Fact]
    public async Task A_large_request_without_an_answer_is_split_after_the_second_time()
    {
        string[] lines = [.. Enumerable.Range(0, 64).Select(i => $"{i:00}" + new string('x', 4000))];
        _sink.Answers(records => records.Sum(record => record.Length) > 70_000 ? default : Verdict.Delivered);

        Assert.Equal(new Tally(Delivered: 64), await Eventually.EndsAsync(_sender.SendAsync(Blocks.Batch(lines), Cancellation), _time, TimeSpan.FromSeconds(1)));

        Assert.Equal([64, 64, 32, 32, 16, 16, 32, 32, 16, 16], _sink.Requests.Select(request => request.Count));
        Assert.Equal(lines, _sink.Taken);
    }

    [Fact]
    public async Task A_small_request_without_an_answer_is_repeated_whole()
    {
        _sink.Answers(_ => _sink.Requests.Count < 6 ? default : Verdict.Delivered);

        Assert.Equal(new Tally(Delivered: 2), await Eventually.EndsAsync(_sender.SendAsync(Blocks.Batch("a", "b"), Cancellation), _time, TimeSpan.FromSeconds(5)));

        Assert.All(_sink.Requests, request => Assert.Equal(2, request.Count));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_notice_that_is_refused_is_kept_and_makes_no_new_notice(bool isPartial)
    {
        _sink.Answers(_ => isPartial ? new Verdict(VerdictKind.PartlyRejected, "no", RejectedRecords: 1) : new Verdict(VerdictKind.Rejected, "no"));
        _trust.Took();
        var batch = new Batch();
        new LineEncoder().Append(new BridgeRecord("tetrabridge.dead_letter", Severity.Warn, "body", 9, 0, []), batch);

        Assert.Equal(new Tally(Dead: 1), await _sender.SendAsync(batch, Cancellation));

        Assert.Contains("tetrabridge.dead_letter: body", Assert.Single(Letters), StringComparison.Ordinal);
        Assert.True(_notices.IsEmpty);
    }

    [Fact]
    public async Task A_full_folder_holds_until_there_is_room()
    {
        _sink.Answers(_ => new Verdict(VerdictKind.Rejected, "no"));
        _trust.Took();
        var filler = Path.Combine(_temporary.Path, "old.jsonl");
        File.WriteAllBytes(filler, new byte[(1 << 20) - 10]);
        using var folder = new DeadLetterFolder(_temporary.Path, "otlp", 1 << 20, _time);
        var outage = new OutageLog("otlp", _time, _log);
        var sender = new Sender(_sink, _trust, new DeadLetterOffice("otlp", folder, _notices, outage, _time, _log), outage, RetryDelays.Default, _time);

        var sending = sender.SendAsync(Blocks.Batch("a"), Cancellation);
        await Eventually.TrueAsync(() => _log.Entries.Count >= 3, "told each minute", _time, TimeSpan.FromSeconds(10));
        Assert.False(sending.IsCompleted);
        Assert.Contains("limit", outage.Trouble?.Words, StringComparison.Ordinal);
        File.Delete(filler);

        Assert.Equal(new Tally(Dead: 1), await Eventually.EndsAsync(sending, _time, TimeSpan.FromSeconds(10)));
        Assert.Single(Letters);
        Assert.Null(outage.Trouble);
    }

    [Fact]
    public async Task A_full_folder_is_no_trouble_of_the_receiver_and_a_delivery_does_not_end_it()
    {
        _trust.Took();
        File.WriteAllBytes(Path.Combine(_temporary.Path, "old.jsonl"), new byte[(1 << 20) - 10]);
        using var folder = new DeadLetterFolder(_temporary.Path, "otlp", 1 << 20, _time);
        var outage = new OutageLog("otlp", _time, _log);
        var sender = new Sender(_sink, _trust, new DeadLetterOffice("otlp", folder, _notices, outage, _time, _log), outage, RetryDelays.Default, _time);
        _sink.Answers(records => records.Contains("bad") ? new Verdict(VerdictKind.Rejected, "no") : Verdict.Delivered);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var held = sender.SendAsync(Blocks.Batch("bad"), stop.Token);
        await Eventually.TrueAsync(() => outage.Trouble is not null, "the folder is full");
        Assert.Equal(new Tally(Delivered: 1), await sender.SendAsync(Blocks.Batch("good"), Cancellation));

        Assert.Contains("limit", outage.Trouble?.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(_log.Entries, entry => entry.Text.Contains("again after", StringComparison.Ordinal));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
    }

    [Fact]
    public async Task Who_is_cancelled_says_nothing_of_the_batch()
    {
        _sink.Answer = static async (_, cancellation) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            return default;
        };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var sending = _sender.SendAsync(Blocks.Batch("a"), stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Empty(Letters);
    }

    public void Dispose()
    {
        _letters.Dispose();
        _temporary.Dispose();
    }
}
