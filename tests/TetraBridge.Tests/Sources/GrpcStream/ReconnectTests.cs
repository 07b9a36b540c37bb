using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using TetraBridge.Protos.Tetragon;
using TetraBridge.Sources.GrpcStream;
using TetraBridge.Sources.Spool.Checkpoints;
using TetraBridge.Sources.Spool.Gaps;
using TetraBridge.Tests.Support;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace TetraBridge.Tests.Sources.GrpcStream;

public sealed class ReconnectTests
{
    public static TheoryData<string> Ends => ["end", "reset", "break", "refusal", "too much"];

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task However_a_stream_ends_the_next_one_goes_on_over_a_fresh_connection_behind_one_gap(string end)
    {
        await using var bench = new StreamBench();
        await using var agent = await bench.AgentAsync(
            async stream =>
            {
                await stream.SendAsync(AgentEvents.Exec(1));
                await bench.LinesAsync(1);
                End(stream, end);
            },
            async stream =>
            {
                await stream.SendAsync(AgentEvents.Exec(2));
                await stream.HoldAsync();
            });
        var before = bench.Time.GetUtcNow();

        bench.Receive();
        await bench.LinesAsync(2);

        Assert.Collection(bench.Spool.Told, static told => Assert.IsType<string>(told), static told => Assert.IsType<SpoolGap>(told), static told => Assert.IsType<string>(told));
        var gap = bench.Spool.Gaps[0];
        Assert.Equal("disconnected", gap.Reason);
        Assert.True(before <= gap.From && gap.From <= gap.To && gap.To <= bench.Time.GetUtcNow(), gap.ToString());
        Assert.NotEqual(agent.Streams[0].Connection, agent.Streams[1].Connection);
        Assert.Contains(bench.Logged(LogLevel.Warning), static text => text.Contains("a gap record will tell it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_agent_that_comes_again_with_a_socket_file_of_its_own_is_found()
    {
        await using var bench = new StreamBench();
        await using (await bench.AgentAsync(static stream => HoldBehindAsync(stream, 1)))
        {
            bench.Receive();
            await bench.LinesAsync(1);
        }

        await Eventually.TrueAsync(() => !bench.Source.IsUp, "the end is noticed");
        await using var second = await bench.AgentAsync(static stream => HoldBehindAsync(stream, 2));
        await bench.LinesAsync(2);

        Assert.Single(bench.Spool.Gaps);
    }

    [Fact]
    public async Task What_is_asked_to_go_elsewhere_reads_on_to_the_end_of_its_stream()
    {
        await using var bench = new StreamBench();
        await using var agent = await bench.AgentAsync(
            async stream =>
            {
                await stream.SendAsync(AgentEvents.Exec(1));
                stream.GoAway();
                await stream.SendAsync(AgentEvents.Exec(2));
            },
            static stream => HoldBehindAsync(stream, 3));

        bench.Receive();
        await bench.LinesAsync(3);

        Assert.IsType<SpoolGap>(bench.Spool.Told[2]);
        Assert.Single(bench.Spool.Gaps);
    }

    [Fact]
    public async Task An_outage_of_many_tries_is_one_gap_and_the_tries_slow_down_to_a_limit()
    {
        const int Refusals = 12;
        var time = new FakeTimeProvider(AgentEvents.Begin);
        await using var bench = new StreamBench { Time = time };
        var tries = new List<DateTimeOffset>();
        Task Refuse(ScriptedStream stream)
        {
            tries.Add(time.GetUtcNow());
            throw new RpcException(new Status(StatusCode.Unavailable, "starting"));
        }

        await using var agent = await bench.AgentAsync(
            [static stream => stream.SendAsync(AgentEvents.Exec(1)), .. Enumerable.Repeat<Func<ScriptedStream, Task>>(Refuse, Refusals)]);
        agent.Version = static _ => throw new RpcException(new Status(StatusCode.Unavailable, "starting"));

        bench.Receive();
        await Eventually.TrueAsync(() => tries.Count == Refusals, "it is tried again and again", time, TimeSpan.FromMilliseconds(20));
        agent.Version = static _ => Task.FromResult(new GetVersionResponse());
        await Eventually.TrueAsync(() => bench.Spool.Gaps.Count > 0, "it is received from again", time, TimeSpan.FromMilliseconds(20));

        var rests = tries.Zip(tries.Skip(1), static (one, next) => next - one).ToArray();
        var gap = Assert.Single(bench.Spool.Gaps);
        Assert.True(gap.To - gap.From >= tries[^1] - tries[0], gap.ToString());

        // A connection takes its time while the clock runs on.
        Assert.All(rests, static rest => Assert.InRange(rest.TotalSeconds, 0, 4));
        Assert.True(rests[^5..].Max() > TimeSpan.FromSeconds(0.5), string.Join(' ', rests));
        Assert.True(rests.Distinct().Count() > 3, "delays are jittered");
    }

    [Fact]
    public async Task What_happened_before_the_first_stream_of_all_is_no_gap_and_what_did_since_an_earlier_run_is()
    {
        await using var first = new StreamBench();
        await using var agent = await first.AgentAsync(static stream => HoldBehindAsync(stream, 1));
        first.Receive();
        await first.LinesAsync(1);

        using var left = new TemporaryFolder();
        _ = new StreamCheckpoint(left.Path, new FakeTimeProvider(AgentEvents.Begin));
        await using var again = new StreamBench();
        again.Receive(new AgentOptions("grpc", agent.Address), left.Path);
        await again.GapsAsync(1);

        Assert.Empty(first.Spool.Gaps);
        Assert.Equal(AgentEvents.Begin, again.Spool.Gaps[0].From);
        Assert.Contains("the bridge was not running", again.Spool.Gaps[0].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_earlier_run_that_never_got_an_event_leaves_its_gap_to_the_next_one()
    {
        using var left = new TemporaryFolder();
        var began = new StreamCheckpoint(left.Path, TimeProvider.System).Until;
        await using var bench = new StreamBench();
        await using var agent = await bench.AgentAsync(static stream => HoldBehindAsync(stream, 1));

        bench.Receive(before: left.Path);
        await bench.LinesAsync(1);

        Assert.IsType<SpoolGap>(bench.Spool.Told[0]);
        Assert.Equal(began, Assert.Single(bench.Spool.Gaps).From);
        Assert.EndsWith("is missing, since agents keep nothing for later", bench.Spool.Gaps[0].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_socket_is_told_as_such()
    {
        await using var bench = new StreamBench();

        bench.Receive();
        await Eventually.TrueAsync(() => bench.Logged(LogLevel.Warning).Count > 0, "it is told");

        Assert.Contains($"there is no socket {bench.Socket}", bench.Logged(LogLevel.Warning)[0], StringComparison.Ordinal);
    }

    private static void End(ScriptedStream stream, string end)
    {
        switch (end)
        {
            case "reset":
                stream.Reset();
                break;
            case "break":
                stream.Break();
                break;
            case "refusal":
                throw new RpcException(new Status(StatusCode.Internal, "trouble"));
            case "too much":
                throw new RpcException(new Status(StatusCode.ResourceExhausted, "too many streams"));
            default:
                break;
        }
    }

    private static async Task HoldBehindAsync(ScriptedStream stream, uint pid)
    {
        await stream.SendAsync(AgentEvents.Exec(pid));
        await stream.HoldAsync();
    }
}
