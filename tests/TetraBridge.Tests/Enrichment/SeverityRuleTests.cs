using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Enrichment;

public sealed class SeverityRuleTests
{
    [Theory]
    [InlineData("""{"process_exec":{"process":{"binary":"/usr/bin/id"}}}""", Severity.Info)]
    [InlineData("""{"process_exit":{"process":{"binary":"/tmp/x"}}}""", Severity.Debug)]
    [InlineData("""{"process_throttle":{"type":"THROTTLE_START","cgroup":"x"}}""", Severity.Warn)]
    [InlineData("""{"rate_limit_info":{"number_of_dropped_process_events":"158"}}""", Severity.Warn)]
    [InlineData("""{"process_connect":{"process":{"binary":"/x"}}}""", Severity.Info)]
    [InlineData("""{"process_loader":{"process":{"binary":"/x"},"path":"/y"}}""", Severity.Info)]
    public void Kinds_have_a_severity(string line, object expected) => Assert.Equal((Severity)expected, TestEvents.Facts(TestEvents.Read(line)).Severity);

    [Theory]
    [InlineData("/tmp/x", "", Severity.Warn)]
    [InlineData("/tmp/sudo", "", Severity.Warn)]
    [InlineData("/usr/bin/sudo", "", Severity.Info2)]
    [InlineData("/srv/suid", "\"setuid\":0", Severity.Warn)]
    [InlineData("/usr/bin/passwd", "\"setuid\":0", Severity.Info)]
    [InlineData("/usr/bin/sudo", "\"setuid\":0", Severity.Info2)]
    [InlineData("/tmp/passwd", "\"setuid\":0", Severity.Warn)]
    [InlineData("/tmp/x", "\"file\":{\"inode\":{\"links\":0}}", Severity.Warn4)]
    public void The_worst_category_counts_and_shipped_suid_programs_are_harmless(string binary, string properties, object expected) =>
        Assert.Equal((Severity)expected, TestEvents.Facts(TestEvents.ExecWithCredentials(binary, $"\"binary_properties\":{{{properties}}}")).Severity);

    [Fact]
    public void A_replay_is_information_at_most()
    {
        Assert.Equal(Severity.Info, TestEvents.Facts(TestEvents.Exec("/tmp/x", "\"flags\":\"procFS\"")).Severity);
        Assert.Single(TestEvents.Facts(TestEvents.Exec("/tmp/x", "\"flags\":\"procFS\"")).Matches);
    }

    [Theory]
    [InlineData("""{"process_exec":{"process":{"binary":"/usr/bin/id"}}}""", "no category")]
    [InlineData("""{"process_exit":{"process":{"binary":"/tmp/x"}}}""", "that of every process_exit")]
    [InlineData("""{"process_exec":{"process":{"binary":"/tmp/sudo"}}}""", "tmp-execs is WARN; sudo is INFO2")]
    [InlineData("""{"process_exec":{"process":{"binary":"/tmp/x","flags":"procFS"}}}""", "tmp-execs is WARN; a process that is only reported again at the agent's start is at most INFO")]
    [InlineData("""{"process_exec":{"process":{"binary":"/usr/bin/passwd","binary_properties":{"setuid":0}}}}""",
        "privileges-suid is WARN, but the program is one that distributions ship with the SUID bit")]
    [InlineData("""{"process_kprobe":{"function_name":"security_capset","action":"KPROBE_ACTION_SIGKILL"}}""", "a policy stopped it")]
    [InlineData("""{"process_kprobe":{"process":{"binary":"/usr/bin/tetragon","uid":0,"flags":"procFS"},"function_name":"bpf_check"}}""",
        "ebpf is WARN, but it is the Tetragon agent itself")]
    public void The_reason_names_what_decided(string line, string expected) =>
        Assert.Equal(expected, new SeverityRule([new AgentItself()]).Reason(TestEvents.Facts(TestEvents.Read(line))));

    [Theory]
    [InlineData("KPROBE_ACTION_SIGKILL", Severity.Error)]
    [InlineData("KPROBE_ACTION_OVERRIDE", Severity.Error)]
    [InlineData("KPROBE_ACTION_NOTIFYENFORCER", Severity.Error)]
    [InlineData("KPROBE_ACTION_UNTRACKSOCK", Severity.Info2)]
    public void What_a_policy_stopped_is_an_error(string action, object expected) =>
        Assert.Equal((Severity)expected, TestEvents.Facts(TestEvents.Kprobe("security_capset", "p", action: action)).Severity);
}
