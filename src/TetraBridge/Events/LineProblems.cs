namespace TetraBridge.Events;

/// <summary>The reasons of dead letters that come from reading a line: name and words.</summary>
internal static class LineProblems
{
    /// <summary>The `reason` of the dead letter.</summary>
    public static string Reason(this LineProblem problem) => problem switch
    {
        LineProblem.NotJson => "not_json",
        LineProblem.NotUtf8 => "not_utf8",
        LineProblem.TooDeep => "too_deep",
        LineProblem.NoEvent => "no_event",
        LineProblem.Ambiguous => "ambiguous",
        LineProblem.SplitByRuntime => "split_by_runtime",
        _ => throw new ArgumentOutOfRangeException(nameof(problem)),
    };

    /// <summary>One sentence for people.</summary>
    public static string Words(this LineProblem problem) => problem switch
    {
        LineProblem.NotJson => "the line is not whole, valid JSON",
        LineProblem.NotUtf8 => "the line holds bytes that are not UTF-8",
        LineProblem.TooDeep => $"the line is nested deeper than {EventReader.MaxDepth} levels",
        LineProblem.NoEvent => "the line is JSON, but no object with an event in it",
        LineProblem.Ambiguous => "the line tells two events, or a key twice",
        LineProblem.SplitByRuntime => "the container runtime split the line (CRI flag P), and this is a part",
        _ => throw new ArgumentOutOfRangeException(nameof(problem)),
    };
}
