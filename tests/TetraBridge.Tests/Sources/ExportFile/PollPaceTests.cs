using TetraBridge.Sources.ExportFile;

namespace TetraBridge.Tests.Sources.ExportFile;

public sealed class PollPaceTests
{
    [Fact]
    public void It_slows_down_at_rest_to_four_looks_a_second_and_begins_anew_after_activity()
    {
        var pace = new PollPace();
        Assert.Equal([100, 150, 225, 250, 250], Pauses(pace, 5));

        pace.Active();

        Assert.Equal([100, 150], Pauses(pace, 2));
    }

    private static List<double> Pauses(PollPace pace, int count) => [.. Enumerable.Range(0, count).Select(_ => pace.Next().TotalMilliseconds)];
}
