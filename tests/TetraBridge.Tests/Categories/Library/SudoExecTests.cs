using TetraBridge.Categories;
using TetraBridge.Categories.Library;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Categories.Library;

public sealed class SudoExecTests
{
    [Theory]
    [InlineData("/usr/bin/sudo", JudgementKind.Match)]
    [InlineData("/home/a/sudo", JudgementKind.Match)]
    [InlineData("/usr/local/bin/pseudo", JudgementKind.No)]
    [InlineData("/usr/lib/sudo/helper", JudgementKind.NearMiss)]
    [InlineData("/usr/bin/visudo", JudgementKind.NearMiss)]
    [InlineData("/usr/bin/sudoedit", JudgementKind.NearMiss)]
    [InlineData("/usr/bin/su", JudgementKind.No)]
    public void The_whole_file_name_decides(string binary, object expected) => Judging.Says(new SudoExec(), (JudgementKind)expected, TestEvents.Exec(binary));
}
