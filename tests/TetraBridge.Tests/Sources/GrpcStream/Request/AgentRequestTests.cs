using TetraBridge.Protos.Tetragon;
using TetraBridge.Sources.GrpcStream;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.GrpcStream.Request;

public sealed class AgentRequestTests
{
    private const string Grpc = "version: 1\nsources: {tetragon: {grpc: \"unix:///run/t.sock\"";

    [Fact]
    public async Task What_the_operator_filters_reaches_the_agent()
    {
        var request = await AskedAsync(
            """, filters: {allow: [{event_set: [PROCESS_EXEC, PROCESS_LSM], binary_regex: ["^/usr"], in_init_tree: true}, {pid: [1, 4294967295]}], deny: [{namespace: [""]}], fields: [{fields: [process.docker, process.cwd], event_set: [PROCESS_EXIT]}]}""");

        Assert.Equal(
            new GetEventsRequest
            {
                AllowList =
                {
                    new Filter { EventSet = { EventType.ProcessExec, EventType.ProcessLsm }, BinaryRegex = { "^/usr" }, InInitTree = true },
                    new Filter { Pid = { 1, uint.MaxValue } },
                },
                DenyList = { new Filter { Namespace = { "" } } },
                FieldFilters = { new FieldFilter { EventSet = { EventType.ProcessExit }, Fields = new() { Paths = { "process.docker", "process.cwd" } }, Action = FieldFilterAction.Exclude } },
            },
            request);
    }

    [Fact]
    public async Task Capabilities_are_filtered_by_the_agents_names() => Assert.Equal(
        new GetEventsRequest
        {
            AllowList =
            {
                new Filter
                {
                    Capabilities = new CapFilter
                    {
                        Permitted = new CapFilterSet { None = { CapabilitiesType.CapChown } },
                        Effective = new CapFilterSet { Any = { CapabilitiesType.CapSysAdmin, CapabilitiesType.CapBpf }, All = { CapabilitiesType.CapKill } },
                    },
                },
            },
        },
        await AskedAsync(", filters: {allow: [{capabilities.effective.any: [CAP_SYS_ADMIN, CAP_BPF], capabilities.effective.all: CAP_KILL, capabilities.permitted.none: [CAP_CHOWN]}]}"));

    [Fact]
    public async Task The_charts_deny_list_is_one_word() =>
        Assert.Equal(
            new GetEventsRequest { DenyList = { new Filter { HealthCheck = true }, new Filter { Namespace = { "", "cilium", "kube-system" } } } },
            await AskedAsync(", filters: {deny: helm-default}"));

    [Fact]
    public async Task Without_filters_everything_is_asked_for() => Assert.Equal(new GetEventsRequest(), await AskedAsync(""));

    [Theory]
    [InlineData("process.arguments", "process.arguments")]
    [InlineData("process", "process.exec_id")]
    [InlineData("args", "args")]
    public void A_selection_that_drops_what_uids_or_categories_hang_on_is_refused(string field, string dropped) =>
        Assert.Contains($"this drops `{dropped}`", string.Join("\n", Surroundings($", filters: {{fields: [{{fields: [{field}]}}]}}").Mistakes("--config", "/etc/tb/c.yaml")), StringComparison.Ordinal);

    [Theory]
    [InlineData("-1")]
    [InlineData("4294967296")]
    [InlineData("1.5")]
    public void What_is_no_pid_is_refused(string pid) =>
        Assert.Contains($"`{pid}` is not a whole number from 0 to 4294967295", string.Join("\n", Surroundings($", filters: {{allow: [{{pid: {pid}}}]}}").Mistakes("--config", "/etc/tb/c.yaml")), StringComparison.Ordinal);

    [Fact]
    public void Filters_beside_a_backfill_are_refused_since_the_file_is_not_filtered_by_them() =>
        Assert.Contains("`backfill` stands beside `filters`", string.Join("\n", Surroundings(", backfill: /t.log, filters: {deny: helm-default}").Mistakes("--config", "/etc/tb/c.yaml")), StringComparison.Ordinal);

    private static TestSurroundings Surroundings(string source) =>
        new() { Files = { ["/etc/tb/c.yaml"] = $"{Grpc}{source}}}}}\nroutes: {{eyes: {{from: tetragon, console: {{}}}}}}\n" } };

    // Over the wire, as the agent reads it.
    private static async Task<GetEventsRequest> AskedAsync(string source)
    {
        var config = Surroundings(source).Config("--config", "/etc/tb/c.yaml");
        await using var bench = new StreamBench();
        await using var agent = await bench.AgentAsync();
        bench.Receive(new AgentOptions("grpc", agent.Address) { Request = config.Sources[0].Grpc!.Filters.Encode() });
        await Eventually.TrueAsync(() => agent.Streams.Count > 0, "it is asked");
        return agent.Streams[0].Request;
    }
}
