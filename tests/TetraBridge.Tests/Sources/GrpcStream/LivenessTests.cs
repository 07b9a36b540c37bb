using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using TetraBridge.Protos.Tetragon;
using TetraBridge.Tests.Support;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace TetraBridge.Tests.Sources.GrpcStream;

public sealed class LivenessTests
{
    private static readonly TimeSpan _step = TimeSpan.FromMilliseconds(200);

    private readonly FakeTimeProvider _time = new(AgentEvents.Begin);

    [Fact]
    public async Task Silence_is_no_end_as_long_as_the_agent_answers_on_the_side()
    {
        await using var bench = new StreamBench { Time = _time };
        await using var agent = await bench.AgentAsync();

        bench.Receive();
        await Eventually.TrueAsync(() => agent.Asked >= 6, "its version is asked again and again", _time, _step);

        Assert.True(_time.GetUtcNow() - AgentEvents.Begin > TimeSpan.FromSeconds(60));
        Assert.Single(agent.Streams);
        Assert.True(bench.Source.IsUp);
        Assert.Empty(bench.Spool.Gaps);
        Assert.Contains("receives from the agent v1.7.0", bench.Logged(LogLevel.Information)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_that_answers_nothing_any_more_is_left_and_the_outage_told()
    {
        await using var bench = new StreamBench { Time = _time };
        await using var agent = await bench.AgentAsync();
        bench.Receive();
        await Eventually.TrueAsync(() => bench.Source.IsUp && agent.Asked >= 3, "it is up, and asked in its silence", _time, _step);
        var lived = _time.GetUtcNow();

        agent.Version = static async call =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, call.CancellationToken);
            return new GetVersionResponse();
        };
        await Eventually.TrueAsync(() => bench.Logged(LogLevel.Warning).Count > 0, "its silence is noticed", _time, _step);
        agent.Version = static _ => Task.FromResult(new GetVersionResponse());
        await Eventually.TrueAsync(() => bench.Spool.Gaps.Count > 0, "it is received from again", _time, _step);

        Assert.Contains("did not answer GetVersion within 10 s", bench.Logged(LogLevel.Warning)[0], StringComparison.Ordinal);

        // It is asked each 15 s and given 10 s; a clock in steps of 200 ms runs on while the answers come.
        var gap = Assert.Single(bench.Spool.Gaps);
        Assert.InRange(gap.From!.Value, AgentEvents.Begin + TimeSpan.FromSeconds(10), lived + _step);
        Assert.True(gap.To - gap.From >= TimeSpan.FromSeconds(25), gap.ToString());
    }

    [Fact]
    public async Task A_stream_that_brings_events_stands_though_nobody_answers_on_the_side()
    {
        await using var bench = new StreamBench { Time = _time };
        await using var agent = await bench.AgentAsync(static async stream =>
        {
            await stream.SendAsync(AgentEvents.Exec(1));
            await stream.HoldAsync();
        });
        agent.Version = async _ =>
        {
            agent.Version = static _ => Task.FromResult(new GetVersionResponse());
            await bench.LinesAsync(1);
            throw new RpcException(new Status(StatusCode.Unavailable, "nobody listens"));
        };

        bench.Receive();
        await Eventually.TrueAsync(() => agent.Asked >= 3, "it is asked again", _time, _step);

        Assert.Single(agent.Streams);
        Assert.Empty(bench.Logged(LogLevel.Warning));
    }

    [Fact]
    public async Task A_stream_whose_agent_answers_on_the_side_only_later_is_the_first_one()
    {
        await using var bench = new StreamBench { Time = _time };
        await using var agent = await bench.AgentAsync();
        agent.Version = _ =>
        {
            agent.Version = static _ => Task.FromResult(new GetVersionResponse());
            throw new RpcException(new Status(StatusCode.Unavailable, "nobody listens"));
        };

        bench.Receive();
        await Eventually.TrueAsync(() => bench.Source.IsUp, "it is up", _time, _step);

        Assert.Single(agent.Streams);
        Assert.Empty(bench.Logged(LogLevel.Warning));
    }

    [Fact]
    public async Task An_agent_that_has_no_GetVersion_is_alive()
    {
        await using var bench = new StreamBench { Time = _time };
        await using var agent = await bench.AgentAsync();
        agent.Version = static _ => throw new RpcException(new Status(StatusCode.Unimplemented, "no such method"));

        bench.Receive();
        await Eventually.TrueAsync(() => bench.Source.IsUp, "it is up", _time, _step);

        Assert.Empty(bench.Logged(LogLevel.Warning));
    }

    [Fact]
    public async Task A_stream_that_brings_events_is_asked_nothing()
    {
        await using var bench = new StreamBench { Time = _time };
        var stop = false;
        var sent = 0u;
        await using var agent = await bench.AgentAsync(async stream =>
        {
            while (!stop)
            {
                await stream.SendAsync(AgentEvents.Exec(++sent));
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
            }
        });
        bench.Receive();
        await Eventually.TrueAsync(() => bench.Logged(LogLevel.Information).Count > 0, "it is up", _time, _step);
        var asked = agent.Asked;
        var until = _time.GetUtcNow() + TimeSpan.FromSeconds(100);

        await Eventually.TrueAsync(() => _time.GetUtcNow() > until, "100 s pass", _time, _step);
        stop = true;

        Assert.Equal(asked, agent.Asked);
    }
}
