namespace TetraBridge.Sources.ExportFile;

/// <summary>
/// How long to pause before the next look: short after activity, longer at rest. Watching by inotify misses events on overlays, so looking
/// decides.
/// </summary>
internal sealed class PollPace
{
    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _longest = TimeSpan.FromMilliseconds(250);
    private TimeSpan _pause = _shortest;

    /// <summary>Something was read.</summary>
    public void Active() => _pause = _shortest;

    /// <summary>The next pause.</summary>
    public TimeSpan Next()
    {
        var pause = _pause;
        _pause = TimeSpan.FromTicks(Math.Min(_longest.Ticks, pause.Ticks * 3 / 2));
        return pause;
    }
}
