using TetraBridge.Categories;
using TetraBridge.Events;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Categories;

public sealed class CategoryVisibilityTests
{
    [Fact]
    public void Before_the_first_event_nothing_is_said() => Assert.Null(new CategoryVisibility().Sentence());

    [Fact]
    public void Exec_events_without_credentials_blind_four_categories()
    {
        var visibility = Observe(TestEvents.Exec("/usr/bin/id"));

        Assert.Equal(
            ["exec-fileless", "exec-unlinked", "privileges-suid", "privileges-fscaps"],
            visibility.Unseen().Where(row => row.IsBlind).Select(row => row.Category.Id));
        Assert.StartsWith("exec-fileless, exec-unlinked, privileges-suid, privileges-fscaps can't be seen: the agent runs without --enable-process-cred.", visibility.Sentence(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_exec_events_nothing_is_said_of_credentials() => Assert.DoesNotContain(Observe(TestEvents.Kprobe("bpf_check", "p")).Unseen(), row => row.IsBlind);

    [Fact]
    public void Hooks_and_loader_events_that_came_are_not_named()
    {
        var visibility = Observe(
            TestEvents.ExecWithCredentials("/usr/bin/id"),
            TestEvents.Kprobe("bpf_check", "p"),
            TestEvents.Kprobe("tcp_close", "accept"),
            TestEvents.Read("""{"process_loader":{"process":{},"path":"/x"}}"""));

        Assert.Equal(["kernel-module", "privileges-userns", "privileges-setuid", "privileges-capset", "egress-connections"], visibility.Unseen().Select(row => row.Category.Id));
        Assert.Contains("egress-connections (needs policy monitor-network-activity-outside-cluster-cidr-range)", visibility.Sentence(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_that_shows_everything_is_told_nothing() =>
        Assert.Null(Observe(
            [
                TestEvents.ExecWithCredentials("/usr/bin/id"),
                TestEvents.Read("""{"process_loader":{"process":{},"path":"/x"}}"""),
                .. new[] { "bpf_check", "create_user_ns", "security_capset", "__sys_setuid", "security_kernel_read_file", "tcp_connect", "sk_free" }.Select(function => TestEvents.Kprobe(function, "p")),
            ]).Sentence());

    [Theory]
    [InlineData("k8s-helm-a", true)]
    [InlineData("k8s-cluster-a", false)]
    [InlineData("nocred-a", false)]
    public void Where_all_events_are_of_pods_the_hosts_own_are_said_to_be_missing(string recording, bool expected)
    {
        var sentence = Observe([.. Recorded.Lines(recording).Select(line => TestEvents.Read(System.Text.Encoding.UTF8.GetString(line.Text)))]).Sentence();

        Assert.Equal(expected, sentence!.Contains("All are events of pods", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nocred-a", true)]
    [InlineData("k8s-helm-a", true)]
    [InlineData("story-1", false)]
    [InlineData("noise-desk", false)]
    public void A_real_agents_flags_show_in_its_events(string recording, bool isBlind) =>
        Assert.Equal(isBlind, Observe([.. Recorded.Lines(recording).Select(line => TestEvents.Read(System.Text.Encoding.UTF8.GetString(line.Text)))]).Unseen().Any(row => row.IsBlind));

    private static CategoryVisibility Observe(params TetragonEvent[] events)
    {
        var visibility = new CategoryVisibility();
        foreach (var e in events)
        {
            visibility.Observe(e);
        }

        return visibility;
    }
}
