using TetraBridge.Categories;
using TetraBridge.Categories.Library;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Categories.Library;

/// <summary>exec-fileless and exec-unlinked: one fact of the kernel, told apart by the path where it can be.</summary>
public sealed class NamelessExecTests
{
    private const string NoLinks = "\"binary_properties\":{\"file\":{\"inode\":{\"number\":\"11940\",\"links\":0}}}";
    private const string OneLink = "\"binary_properties\":{\"file\":{\"inode\":{\"number\":\"11940\",\"links\":1}}}";

    [Theory]
    [InlineData("/dev/fd/3")]
    [InlineData("/proc/self/fd/3")]
    [InlineData("/proc/thread-self/fd/14")]
    [InlineData("/proc/370/fd/3")]
    [InlineData("/proc/self/task/370/fd/3")]
    [InlineData("/dev/stdin")]
    public void A_descriptor_is_both_and_says_that_it_cannot_tell(string binary)
    {
        var e = TestEvents.ExecWithCredentials(binary, NoLinks);
        foreach (ICategory category in (ICategory[])[new FilelessExec(), new UnlinkedExec()])
        {
            Judging.Says(category, JudgementKind.Match, e, Confidence.Medium);
            Assert.True(category.Judge(e).IsAmbiguous);
        }
    }

    [Theory]
    [InlineData("/dev/shm/x", JudgementKind.Match, JudgementKind.No)]
    [InlineData("/run/shm/x", JudgementKind.Match, JudgementKind.No)]
    [InlineData("/memfd:a (deleted)", JudgementKind.Match, JudgementKind.No)]
    [InlineData("/proc/self/exe", JudgementKind.No, JudgementKind.Match)]
    [InlineData("/srv/x", JudgementKind.No, JudgementKind.Match)]
    [InlineData("/srv/dev/fd/3", JudgementKind.No, JudgementKind.Match)]
    [InlineData("/proc/self/cwd/x", JudgementKind.No, JudgementKind.Match)]
    public void Another_path_tells_which(string binary, object fileless, object unlinked)
    {
        var e = TestEvents.ExecWithCredentials(binary, NoLinks);
        Judging.Says(new FilelessExec(), (JudgementKind)fileless, e);
        Judging.Says(new UnlinkedExec(), (JudgementKind)unlinked, e);
        Assert.False(new FilelessExec().Judge(e).IsAmbiguous || new UnlinkedExec().Judge(e).IsAmbiguous);
    }

    [Theory]
    [InlineData("/dev/fd/3", JudgementKind.NearMiss, JudgementKind.No)]
    [InlineData("/dev/shm/x", JudgementKind.NearMiss, JudgementKind.No)]
    [InlineData("/memfd:live (deleted)", JudgementKind.Hint, JudgementKind.No)]
    [InlineData("/srv/odd (deleted)", JudgementKind.No, JudgementKind.NearMiss)]
    [InlineData("/srv/x", JudgementKind.No, JudgementKind.No)]
    public void Links_that_are_not_told_or_not_0_are_no_match(string binary, object fileless, object unlinked)
    {
        foreach (var e in new[] { TestEvents.ExecWithCredentials(binary), TestEvents.ExecWithCredentials(binary, OneLink) })
        {
            Judging.Says(new FilelessExec(), (JudgementKind)fileless, e);
            Judging.Says(new UnlinkedExec(), (JudgementKind)unlinked, e);
        }
    }

    [Fact]
    public void Without_credentials_the_near_miss_says_what_is_needed() =>
        Assert.Contains("--enable-process-cred", Judging.Says(new FilelessExec(), JudgementKind.NearMiss, TestEvents.Exec("/dev/fd/3")), StringComparison.Ordinal);
}
