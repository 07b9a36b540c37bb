using TetraBridge.Categories;
using TetraBridge.Categories.Library;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Categories.Library;

public sealed class FileCapabilitiesExecTests
{
    [Theory]
    [InlineData("\"PRIVILEGES_RAISED_EXEC_FILE_CAP\"", 1000, JudgementKind.Match, Confidence.High)]
    [InlineData("\"PRIVILEGES_RAISED_EXEC_FILE_SETGID\", \"PRIVILEGES_RAISED_EXEC_FILE_CAP\"", 1000, JudgementKind.Match, Confidence.High)]
    [InlineData("\"PRIVILEGES_RAISED_EXEC_FILE_CAP\"", 0, JudgementKind.Match, Confidence.Low)]
    [InlineData("\"PRIVILEGES_RAISED_EXEC_FILE_SETUID\"", 1000, JudgementKind.NearMiss, Confidence.High)]
    [InlineData("", 1000, JudgementKind.No, Confidence.High)]
    public void The_kernels_own_reason_decides(string changed, int uid, object expected, object confidence) =>
        Judging.Says(
            new FileCapabilitiesExec(),
            (JudgementKind)expected,
            TestEvents.Exec("/usr/bin/ping", $"\"uid\":{uid},\"binary_properties\":{{\"privileges_changed\":[{changed}]}}"),
            (Confidence)confidence);
}
