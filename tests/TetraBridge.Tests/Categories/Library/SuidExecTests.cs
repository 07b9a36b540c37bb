using TetraBridge.Categories;
using TetraBridge.Categories.Library;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Categories.Library;

public sealed class SuidExecTests
{
    [Theory]
    [InlineData("\"setuid\":0", "binary_properties.setuid present")]
    [InlineData("\"setgid\":42", "binary_properties.setgid present")]
    [InlineData("\"setuid\":0,\"setgid\":0", "binary_properties.setuid and .setgid present")]
    public void A_changed_id_is_a_match_of_root_too(string properties, string rule) =>
        Assert.Equal(rule, Judging.Says(new SuidExec(), JudgementKind.Match, TestEvents.ExecWithCredentials("/srv/x", $"\"uid\":0,\"binary_properties\":{{{properties}}}")));

    [Fact]
    public void Null_is_no_changed_id() =>
        Judging.Says(new SuidExec(), JudgementKind.No, TestEvents.ExecWithCredentials("/usr/bin/su", "\"uid\":1000,\"binary_properties\":{\"setuid\":null,\"setgid\":null}"));

    [Fact]
    public void A_known_suid_program_is_a_hint_only_where_credentials_are_off()
    {
        Assert.Contains("--enable-process-cred", Judging.Says(new SuidExec(), JudgementKind.Hint, TestEvents.Exec("/usr/bin/passwd", "\"uid\":0")), StringComparison.Ordinal);
        Judging.Says(new SuidExec(), JudgementKind.No, TestEvents.Exec("/tmp/passwd", "\"uid\":0"));
        Judging.Says(new SuidExec(), JudgementKind.No, TestEvents.ExecWithCredentials("/usr/bin/passwd", "\"uid\":1000"));
    }

    [Theory]
    [InlineData("execve", "was so before this exec")]
    [InlineData("procFS auid", "replay")]
    public void An_effective_user_that_another_exec_raised_is_a_near_miss(string flags, string why) =>
        Assert.Contains(why, Judging.Says(new SuidExec(), JudgementKind.NearMiss, TestEvents.ExecWithCredentials("/usr/bin/id", $"\"uid\":0,\"flags\":\"{flags}\"")), StringComparison.Ordinal);
}
