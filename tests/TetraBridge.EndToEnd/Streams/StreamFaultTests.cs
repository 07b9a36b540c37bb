using System.Text.Json;
using TetraBridge.EndToEnd.Support;

namespace TetraBridge.EndToEnd.Streams;

/// <summary>What a real agent's server can do to its clients, on demand.</summary>
public sealed class StreamFaultTests
{
    private const int EventsPerSecond = 500;

    [Theory]
    [InlineData("fail?code=RESOURCE_EXHAUSTED&n=3&now=1")]
    [InlineData("fail?code=UNAVAILABLE&n=8&now=1")]
    [InlineData("goaway?end_ms=300")]
    [InlineData("end")]
    [InlineData("end?code=INTERNAL")]
    public async Task A_stream_that_is_ended_goes_on_behind_one_gap_and_no_ping_was_sent(string fault)
    {
        using var bench = new BridgeBench();
        await using var agent = await ReplayedStream.StartAsync(bench, EventsPerSecond);

        // Its own start makes one.
        await Eventually.HoldsAsync(async () => await PingsAsync(agent) > 0, "its own start is over");
        var pings = await PingsAsync(agent);
        await using var bridge = BridgeProcess.Start(Run(bench, "grpc: \"unix://" + bench.File("tetragon.sock") + "\""));
        await SpooledAsync(agent, EventsPerSecond);

        await agent.PostAsync(fault);
        await Eventually.HoldsAsync(() => agent.Spool().GapsOf("disconnected") == 1, "the outage is told");
        await SpooledAsync(agent, agent.Spool().Events.Count + EventsPerSecond);

        Assert.Equal(1, agent.Spool().GapsOf("disconnected"));
        Assert.Equal(pings, await PingsAsync(agent));
        Assert.Equal(0, await bridge.StopAsync());
    }

    [Fact]
    public async Task An_event_of_fifteen_mebibytes_comes_and_one_of_seventeen_is_told()
    {
        using var bench = new BridgeBench();
        await using var agent = await ReplayedStream.StartAsync(bench, EventsPerSecond);
        await using var bridge = BridgeProcess.Start(Run(bench, "grpc: \"unix://" + bench.File("tetragon.sock") + "\""));
        await SpooledAsync(agent, EventsPerSecond);

        await agent.PostAsync("big?mib=15");
        await Eventually.HoldsAsync(() => agent.Spool().Events.Any(static line => line.Length > 15 << 20), "the big one is there");
        await agent.PostAsync("big?mib=17");
        await Eventually.HoldsAsync(() => agent.Spool().Gaps.Any(static gap => gap.GetProperty("words").GetString()!.Contains("exceeds the maximum", StringComparison.Ordinal)), "it is told");
    }

    [Fact]
    public async Task What_the_agent_itself_loses_is_told_with_its_count()
    {
        const int Lost = 700;
        using var bench = new BridgeBench();
        await using var agent = await ReplayedStream.StartAsync(bench, EventsPerSecond);
        await using var bridge = BridgeProcess.Start(Run(bench, $"grpc: \"unix://{bench.File("tetragon.sock")}\"\n    metrics: {agent["control"]}/metrics"));
        await SpooledAsync(agent, EventsPerSecond);

        await agent.PostAsync($"lose?n={Lost}&at=ringbuf");
        await Eventually.HoldsAsync(() => agent.Spool().Gaps.Where(Is("agent_loss")).Sum(static gap => gap.GetProperty("events").GetInt64()) == Lost, "the loss is told");

        Assert.Equal(0, agent.Spool().GapsOf("disconnected"));
    }

    [Fact]
    public async Task Events_dropped_for_a_stalled_agents_listeners_are_known_by_its_metrics()
    {
        using var bench = new BridgeBench();
        await using var agent = await ReplayedStream.StartAsync(bench, EventsPerSecond, "--queue", "50");
        await using var bridge = BridgeProcess.Start(Run(bench, $"grpc: \"unix://{bench.File("tetragon.sock")}\"\n    metrics: {agent["control"]}/metrics"));
        await SpooledAsync(agent, EventsPerSecond);

        await agent.PostAsync("stall?ms=1000");
        await Eventually.HoldsAsync(async () => (await agent.TotalsAsync()).Dropped > 0, "the agent drops");
        await agent.PostAsync("pause");
        await Eventually.HoldsAsync(
            async () => agent.Spool().Gaps.Where(Is("agent_loss")).Sum(static gap => gap.GetProperty("events").GetInt64()) == (await agent.TotalsAsync()).Dropped,
            "the drops are told");
    }

    [Fact]
    public async Task Processes_that_a_restarted_agent_tells_again_name_their_live_event_and_keep_one_uid()
    {
        using var bench = new BridgeBench();
        await using var agent = await ReplayedStream.StartAsync(bench, EventsPerSecond);
        await using var bridge = BridgeProcess.Start(Run(bench, "grpc: \"unix://" + bench.File("tetragon.sock") + "\""));
        await SpooledAsync(agent, EventsPerSecond);

        for (var restart = 1; restart <= 2; restart++)
        {
            var gaps = restart;
            await agent.PostAsync("restart-agent?down_ms=200");
            await Eventually.HoldsAsync(() => agent.Spool().GapsOf("disconnected") == gaps, "it goes on");
            await SpooledAsync(agent, agent.Spool().Events.Count + EventsPerSecond);
        }

        await agent.PostAsync("pause");
        var spool = agent.Spool();
        var lines = spool.Events.Zip(spool.Uids).Where(static line => line.First.StartsWith("{\"process_exec\"", StringComparison.Ordinal))
            .ToLookup(static line => Process(line.First).GetProperty("flags").GetString()!.StartsWith("procFS", StringComparison.Ordinal));
        var replays = lines[true].Select(static line => (Uid: line.Second, Link: Link(line.First), Pid: Process(line.First).GetProperty("pid").GetUInt32())).ToArray();
        var live = lines[false].Select(static line => Process(line.First))
            .ToLookup(static process => process.GetProperty("pid").GetUInt32(), static process => process.GetProperty("exec_id").GetString());
        var seen = replays.Where(replay => live.Contains(replay.Pid)).ToArray();
        Figures.Print($"{replays.Length} replays, {seen.Length} of processes that were seen live, {replays.Count(static replay => replay.Link is not null)} with a link");

        // Those whose end came between a reading of the agent and its restart, or whose live exec nobody heard, have none.
        Assert.All(replays.Where(static replay => replay.Link is not null), replay => Assert.Contains(replay.Link, live[replay.Pid]));
        Assert.True(seen.Length > 0 && seen.Count(static replay => replay.Link is not null) >= seen.Length * 0.95);
        Assert.Contains(replays.GroupBy(static replay => replay.Uid), static told => told.Count() == 2 && told.Distinct().Count() == 1);
        Assert.All(replays.GroupBy(static replay => replay.Uid), static told => Assert.InRange(told.Count(), 1, 2));
    }

    [Fact]
    public async Task Over_mutual_tls_with_the_name_that_agents_certificates_have()
    {
        using var bench = new BridgeBench();
        await using var agent = await ReplayedStream.StartAsync(bench, EventsPerSecond, "--listen", "127.0.0.1:0", "--mtls");
        var source = $"grpc: https://{agent["grpc"]}\n    caFile: {agent["ca"]}\n    certificateFile: {agent["client_cert"]}\n    keyFile: {agent["client_key"]}\n    serverName: node-1.tetragon-grpc.cilium.io";
        await using var bridge = BridgeProcess.Start(Run(bench, source));

        await SpooledAsync(agent, EventsPerSecond);
    }

    [Fact]
    public async Task Several_agents_have_a_stream_and_a_spool_each()
    {
        using var bench = new BridgeBench();
        using var other = new BridgeBench();
        await using var first = await ReplayedStream.StartAsync(bench, EventsPerSecond);
        await using var second = await ReplayedStream.StartAsync(other, EventsPerSecond, "--seed", "7");
        var config = bench.File("tetrabridge.yaml");
        await File.WriteAllTextAsync(
            config,
            $$$"""
              version: 1
              sources:
                grpc: {grpc: "unix://{{{bench.File("tetragon.sock")}}}"}
                edge: {grpc: "unix://{{{other.File("tetragon.sock")}}}"}
              routes:
                one: {from: grpc, null: {}}
                two: {from: edge, null: {}}
              """,
            TestContext.Current.CancellationToken);
        await using var bridge = BridgeProcess.Start("run", "--config", config, "--state", bench.State);
        await SpooledAsync(first, EventsPerSecond);
        await second.PostAsync("pause");
        await first.PostAsync("pause");

        var edge = Path.Combine(bench.State, "spool", "edge");
        await Eventually.HoldsAsync(async () => SpoolContent.Of(edge).Events.Count == (await second.TotalsAsync()).Sent, "the other's events are in its spool");
        await Eventually.HoldsAsync(async () => first.Spool().Events.Count == (await first.TotalsAsync()).Sent, "the one's events are in its spool");
        Assert.True(SpoolContent.Of(edge).Events.Count > 0);
    }

    private static async Task<long> PingsAsync(ReplayedStream agent) => (await agent.StatsAsync()).GetProperty("http2").GetProperty("pings_received").GetInt64();

    private static Func<JsonElement, bool> Is(string reason) => gap => gap.GetProperty("reason").GetString() == reason;

    private static Task SpooledAsync(ReplayedStream agent, int events) => Eventually.HoldsAsync(() => agent.Spool().Events.Count >= events, $"{events} events are in the spool");

    private static string[] Run(BridgeBench bench, string source)
    {
        var config = bench.File("tetrabridge.yaml");
        File.WriteAllText(config, $"version: 1\nsources:\n  grpc:\n    {source}\nroutes:\n  eyes: {{from: grpc, null: {{}}}}\n");
        return ["run", "--config", config, "--state", bench.State];
    }

    private static string? Link(string line) => JsonElement.Parse(line).TryGetProperty("tetrabridge_live_exec_id", out var link) ? link.GetString() : null;

    private static JsonElement Process(string line) => JsonElement.Parse(line).GetProperty("process_exec").GetProperty("process");
}
