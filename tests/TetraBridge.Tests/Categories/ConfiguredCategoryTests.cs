using TetraBridge.Categories;
using TetraBridge.Events;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Categories;

public sealed class ConfiguredCategoryTests
{
    private static readonly CategoryDefinition _all = new("own", "Ours.", Severity.Warn3, ["T1095"], [], [], [], [], []);

    [Fact]
    public void All_lists_must_match_each_by_one_pattern()
    {
        var category = new ConfiguredCategory(_all with { Functions = ["tcp_*", "udp_*"], Policies = ["net-*"], Binaries = ["nc"] });

        Assert.Equal("configured: functions, policies, binaries", category.Judge(TestEvents.Kprobe("tcp_connect", "net-1", binary: "/usr/bin/nc")).Rule);
        Assert.Equal(JudgementKind.No, category.Judge(TestEvents.Kprobe("tcp_connect", "files", binary: "/usr/bin/nc")).Kind);
        Assert.Equal(JudgementKind.No, category.Judge(TestEvents.Kprobe("vfs_read", "net-1", binary: "/usr/bin/nc")).Kind);
        Assert.Equal(JudgementKind.No, category.Judge(TestEvents.Kprobe("tcp_connect", "net-1", binary: "/usr/bin/ncat")).Kind);
    }

    [Theory]
    [InlineData("syscalls/sys_enter_mk*", """{"process_tracepoint":{"process":{},"subsys":"syscalls","event":"sys_enter_mkdir"}}""", true)]
    [InlineData("syscalls/sys_enter_mk*", """{"process_tracepoint":{"process":{},"subsys":"raw","event":"sys_enter_mkdir"}}""", false)]
    [InlineData("work", """{"process_uprobe":{"process":{},"path":"/bin/x","symbol":"work"}}""", true)]
    [InlineData("file_open", """{"process_lsm":{"process":{},"function_name":"file_open"}}""", true)]
    public void A_function_is_the_hook_of_each_kind(string function, string line, bool expected) =>
        Assert.Equal(expected, new ConfiguredCategory(_all with { Functions = [function] }).Judge(TestEvents.Read(line)).Kind == JudgementKind.Match);

    [Fact]
    public void Argument_values_are_any_hook_argument_but_no_label()
    {
        var e = TestEvents.Kprobe("f", "p", """{"int_arg":7,"label":"secret"},{"file_arg":{"path":"/etc/shadow"}}""");

        Assert.Equal(JudgementKind.Match, new ConfiguredCategory(_all with { ArgumentValues = ["/etc/sh*"] }).Judge(e).Kind);
        Assert.Equal(JudgementKind.Match, new ConfiguredCategory(_all with { ArgumentValues = ["7"] }).Judge(e).Kind);
        Assert.Equal(JudgementKind.No, new ConfiguredCategory(_all with { ArgumentValues = ["secret"] }).Judge(e).Kind);
    }

    [Fact]
    public void Argument_values_of_an_exec_are_its_command_line()
    {
        var e = TestEvents.Exec("/usr/bin/curl", "\"arguments\":\"-k https://x\"");

        Assert.Equal(JudgementKind.Match, new ConfiguredCategory(_all with { ArgumentValues = ["/usr/bin/curl -k *"] }).Judge(e).Kind);
        Assert.Equal(JudgementKind.No, new ConfiguredCategory(_all with { ArgumentValues = ["-k *"] }).Judge(e).Kind);
        Assert.Equal(JudgementKind.Match, new ConfiguredCategory(_all with { ArgumentValues = ["/usr/bin/id"] }).Judge(TestEvents.Exec("/usr/bin/id")).Kind);
    }

    [Fact]
    public void It_looks_at_its_kinds_and_refuses_one_that_does_not_exist()
    {
        Assert.Equal([EventKind.Exit], new ConfiguredCategory(_all with { Kinds = ["process_exit"] }).Kinds);
        Assert.Empty(new ConfiguredCategory(_all).Kinds);
        Assert.Throws<ArgumentException>(() => new ConfiguredCategory(_all with { Kinds = ["process_start"] }));
    }
}
