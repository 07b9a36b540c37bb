using TetraBridge.Events;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Enrichment;

public sealed class ContextMarksTests
{
    [Theory]
    [InlineData("/proc/self/fd/3", "run x", "/usr/sbin/runc", "run x", "\"uid\":0", true)]
    [InlineData("/dev/fd/6", "init", "/usr/bin/runc", "--root /run create x", "\"uid\":0", true)]
    [InlineData("/proc/self/fd/3", "run x", "/var/lib/rancher/rke2/data/v1.28.8/bin/runc", "run x", "\"uid\":0", true)]
    [InlineData("/proc/self/fd/3", "hello", "/usr/sbin/runc", "run x", "\"uid\":0", false)]
    [InlineData("/proc/self/fd/3", "run x", "/tmp/runc", "run x", "\"uid\":0", false)]
    [InlineData("/proc/self/fd/3", "run x", "/usr/bin/python3", "run x", "\"uid\":0", false)]
    [InlineData("/proc/self/fd/3", "run x", "/usr/sbin/runc", "run x", "\"uid\":1000", false)]
    [InlineData("/proc/self/fd/3", "run x", "/usr/sbin/runc", "run x", "\"uid\":0,\"docker\":\"abc\"", false)]
    [InlineData("/srv/x", "run x", "/usr/sbin/runc", "run x", "\"uid\":0", false)]
    public void A_runtime_that_starts_itself_from_memory_is_a_context(string binary, string arguments, string parent, string parentArguments, string more, bool expected)
    {
        var facts = TestEvents.Facts(TestEvents.Read(
            $$$"""
            {"process_exec":{"process":{"binary":"{{{binary}}}","arguments":"{{{arguments}}}",{{{more}}},"binary_properties":{"file":{"inode":{"links":0} } } },"parent":{"binary":"{{{parent}}}","arguments":"{{{parentArguments}}}"}} }
            """));

        Assert.Equal(expected ? ["container-runtime"] : [], facts.Contexts);
        Assert.Equal(expected ? Severity.Info : Severity.Warn4, facts.Severity);
        Assert.Contains("exec-unlinked", facts.Matches.Select(match => match.Category.Info.Id));
    }

    [Theory]
    [InlineData("/usr/bin/tetragon", "procFS rootcwd", 0, true)]
    [InlineData("/usr/local/bin/tetragon", "procFS", 0, true)]
    [InlineData("/usr/bin/tetragon", "execve clone", 0, false)]
    [InlineData("/usr/bin/tetragon", "procFS", 1000, false)]
    [InlineData("/tmp/tetragon", "procFS", 0, false)]
    public void The_agent_itself_is_a_context_of_ebpf(string binary, string flags, int uid, bool expected)
    {
        var facts = TestEvents.Facts(TestEvents.Kprobe("bpf_check", "bpf-library-policy", binary: binary, flags: flags, uid: uid));

        Assert.Equal(expected ? ["agent"] : [], facts.Contexts);
        Assert.Equal(expected ? Severity.Info : Severity.Warn, facts.Severity);
        Assert.Empty(TestEvents.Facts(TestEvents.Kprobe("create_user_ns", "p", binary: binary, flags: flags, uid: uid)).Contexts);
    }

    [Fact]
    public void In_recordings_just_what_the_actor_calls_the_runtime_has_its_context()
    {
        var lines = 0;
        foreach (var line in Recorded.All().Where(line => line.Truth.Ambiguous is not null))
        {
            lines++;
            var isRuntime = line.Truth.NearMiss?.StartsWith("benign: runc", StringComparison.Ordinal) ?? false;
            Assert.True(isRuntime == TestEvents.Facts(TestEvents.Read(System.Text.Encoding.UTF8.GetString(line.Text))).Contexts.Contains("container-runtime"), line.ToString());
        }

        Assert.NotEqual(0, lines);
    }
}
