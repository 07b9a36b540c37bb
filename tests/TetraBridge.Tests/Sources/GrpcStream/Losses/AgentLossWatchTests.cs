using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using TetraBridge.Sources.GrpcStream.Losses;
using TetraBridge.Sources.Spool.Checkpoints;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.GrpcStream.Losses;

public sealed class AgentLossWatchTests : IDisposable
{
    private static readonly TimeSpan _step = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _time = new(AgentEvents.Begin);
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingSpool _spool = new();
    private readonly RecordingLogger<AgentLossWatch> _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_growth_of_a_loss_counter_is_a_gap_with_its_count_and_span() => await WatchAsync(
        """
        # HELP tetragon_bpf_missed_events_total Number of Tetragon perf events that are failed to be sent from the kernel.
        # TYPE tetragon_bpf_missed_events_total counter
        tetragon_bpf_missed_events_total{error="ENOSPC",msg_op="exec"} 5
        tetragon_bpf_missed_events_total{error="E {x} 9",msg_op="exit"} 2
        tetragon_events_exported_total 100
        """,
        async page =>
        {
            page.Text =
                """
                tetragon_bpf_missed_events_total{error="ENOSPC",msg_op="exec"} 8
                tetragon_bpf_missed_events_total{error="E {x} 9",msg_op="exit"} 4
                tetragon_notify_overflowed_events_total 1e+06
                tetragon_export_ratelimit_events_dropped_total 77
                tetragon_events_exported_total 200
                """;
            await Eventually.TrueAsync(() => _spool.Gaps.Count == 2, "the growth is told", _time, _step);

            Assert.Equal([5, 1_000_000], _spool.Gaps.Select(static gap => gap.Events));
            Assert.All(_spool.Gaps, static gap => Assert.Equal("agent_loss", gap.Reason));
            Assert.All(_spool.Gaps, static gap => Assert.True(gap.From < gap.To && gap.To - gap.From < TimeSpan.FromMinutes(1), gap.ToString()));
            Assert.Contains("5 could not be sent from the kernel to the agent", _spool.Gaps[0].Words, StringComparison.Ordinal);
        });

    [Fact]
    public async Task Counters_that_begin_anew_count_from_nothing() => await WatchAsync(
        "tetragon_observer_ringbuf_events_lost_total 100\n",
        async page =>
        {
            page.Text = "tetragon_observer_ringbuf_events_lost_total 3\n";
            await Eventually.TrueAsync(() => _spool.Gaps.Count == 1, "it is told", _time, _step);

            Assert.Equal(3, _spool.Gaps[0].Events);
        });

    [Fact]
    public async Task An_agent_that_began_anew_has_lost_all_that_its_counters_say() => await WatchAsync(
        "process_start_time_seconds 1.7957e+09\ntetragon_observer_ringbuf_events_lost_total 5\n",
        async page =>
        {
            page.Text = "process_start_time_seconds 1.7958e+09\ntetragon_observer_ringbuf_events_lost_total 8\n";
            await Eventually.TrueAsync(() => _spool.Gaps.Count == 1, "it is told", _time, _step);

            Assert.Equal(8, _spool.Gaps[0].Events);
        });

    [Fact]
    public async Task Metrics_that_cannot_be_read_are_told_once_and_what_grew_meanwhile_is_one_gap() => await WatchAsync(
        "tetragon_observer_ringbuf_queue_events_lost_total 1\n",
        async page =>
        {
            page.Text = null;
            var reads = page.Reads;
            await Eventually.TrueAsync(() => page.Reads > reads + 3, "it is tried on", _time, _step);
            page.Text = "tetragon_observer_ringbuf_queue_events_lost_total 10\n";
            await Eventually.TrueAsync(() => _log.Entries.Count == 2, "it is told, and that the metrics are back", _time, _step);

            Assert.Equal(9, Assert.Single(_spool.Gaps).Events);
            Assert.True(_spool.Gaps[0].To - _spool.Gaps[0].From >= TimeSpan.FromSeconds(30), _spool.Gaps[0].ToString());
            Assert.Equal([LogLevel.Warning, LogLevel.Information], _log.Entries.Select(static entry => entry.Level));
        });

    [Fact]
    public async Task What_is_lost_while_the_bridge_is_not_running_is_told_by_the_next_run()
    {
        await WatchAsync("tetragon_observer_ringbuf_events_lost_total 100\n", static _ => Task.CompletedTask);
        _time.Advance(TimeSpan.FromHours(1));

        await WatchAsync("tetragon_observer_ringbuf_events_lost_total 130\n", static _ => Task.CompletedTask, earlier: 1);

        Assert.Equal(30, _spool.Gaps[0].Events);
        Assert.True(_spool.Gaps[0].To - _spool.Gaps[0].From > TimeSpan.FromHours(1), _spool.Gaps[0].ToString());
    }

    [Fact]
    public async Task An_answer_with_a_charset_that_does_not_exist_is_read_as_what_it_is() => await WatchAsync(
        "tetragon_observer_ringbuf_events_lost_total 1\n",
        async page =>
        {
            page.ContentType = "text/plain; charset=none-such";
            page.Text = "tetragon_observer_ringbuf_events_lost_total 4\n";
            await Eventually.TrueAsync(() => _spool.Gaps.Count == 1, "it is told", _time, _step);

            Assert.Empty(_log.Entries);
        });

    private async Task WatchAsync(string text, Func<MetricsPage, Task> act, int earlier = 0)
    {
        await using var page = await MetricsPage.StartAsync(text);
        var checkpoint = new StreamCheckpoint(_folder.Path, _time);
        using var watch = new AgentLossWatch("grpc", page.Address, "http://agent/metrics", _spool, checkpoint, _time, _log);
        using var stop = new CancellationTokenSource();
        var running = watch.RunAsync(stop.Token);
        try
        {
            await Eventually.TrueAsync(() => page.Reads > 1, "it is read", _time, _step);
            await Eventually.TrueAsync(() => _spool.Gaps.Count == earlier, "earlier losses are told", _time, _step);
            await act(page);
        }
        finally
        {
            await stop.CancelAsync();
            await running;
            if (checkpoint.Take() is { } state)
            {
                checkpoint.Save(state);
            }
        }
    }
}
