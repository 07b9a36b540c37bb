using TetraBridge.Categories;
using TetraBridge.Categories.Library;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Categories.Library;

public sealed class TmpExecsTests
{
    [Theory]
    [InlineData("/tmp/x", JudgementKind.Match, Confidence.High)]
    [InlineData("/tmp//x", JudgementKind.Match, Confidence.High)]
    [InlineData("/tmp/..x", JudgementKind.Match, Confidence.High)]
    [InlineData("/tmp/../usr/bin/id", JudgementKind.Match, Confidence.Low)]
    [InlineData("//tmp/x", JudgementKind.Match, Confidence.High)]
    [InlineData("/./tmp/x", JudgementKind.Match, Confidence.High)]
    [InlineData("/tmp/./x", JudgementKind.Match, Confidence.High)]
    [InlineData("/usr/../tmp/x", JudgementKind.Match, Confidence.Low)]
    [InlineData("/../tmp/x", JudgementKind.Match, Confidence.Low)]
    [InlineData("/usr/../tmp/../bin/id", JudgementKind.NearMiss, Confidence.High)]
    [InlineData("//tmp", JudgementKind.NearMiss, Confidence.High)]
    [InlineData("//opt/tmp/x", JudgementKind.NearMiss, Confidence.High)]
    [InlineData("tmp/tmp/x", JudgementKind.NearMiss, Confidence.High)]
    [InlineData("/var/tmp/x", JudgementKind.Hint, Confidence.Low)]
    [InlineData("/dev/shm/x", JudgementKind.Hint, Confidence.Low)]
    [InlineData("/opt/tmp/x", JudgementKind.NearMiss, Confidence.High)]
    [InlineData("/tmpx", JudgementKind.NearMiss, Confidence.High)]
    [InlineData("/usr/bin/id", JudgementKind.No, Confidence.High)]
    [InlineData("", JudgementKind.No, Confidence.High)]
    public void The_beginning_of_the_path_decides(string binary, object expected, object confidence) =>
        Judging.Says(new TmpExecs(), (JudgementKind)expected, TestEvents.Exec(binary), (Confidence)confidence);
}
