using TetraBridge.Categories;
using TetraBridge.Events;

namespace TetraBridge.Enrichment;

/// <summary>
/// What we add to an event: filled anew for each event by the classifier and the enrichers, in their order. Not thread-safe; allocates
/// nothing in the steady state.
/// </summary>
internal sealed class EventFacts
{
    /// <summary>The event.</summary>
    public required TetragonEvent Event { get; init; }

    /// <summary>The categories that match, in the order of `tetragon.category`.</summary>
    public List<Judged> Matches { get; } = [];

    /// <summary>The categories that match only by an extension of their rule.</summary>
    public List<Judged> Hints { get; } = [];

    /// <summary>The severity.</summary>
    public Severity Severity { get; set; }

    /// <summary>When we read the event, in nanoseconds since 1970; set before the enrichers run.</summary>
    public long ObservedTime { get; set; }

    /// <summary>The record's time, in nanoseconds since 1970.</summary>
    public long Time { get; set; }

    /// <summary>Where <see cref="Time"/> comes from.</summary>
    public TimeOrigin TimeOrigin { get; set; }

    /// <summary>True where the event re-tells a process that ran before the agent started (flag procFS).</summary>
    public bool IsReplay { get; set; }

    /// <summary>True where the bridge itself is the process.</summary>
    public bool IsSelf { get; set; }

    /// <summary>Known-harmless contexts, by name (`tetrabridge.context`).</summary>
    public List<string> Contexts { get; } = [];

    /// <summary>What the agent cut: `arguments`, `filename`, `cwd`, … (`tetragon.truncated`).</summary>
    public List<string> Truncated { get; } = [];

    /// <summary>Where the local address of a socket argument lies.</summary>
    public NetworkScope LocalScope { get; set; }

    /// <summary>Where the peer's address of a socket argument lies.</summary>
    public NetworkScope PeerScope { get; set; }

    /// <summary>Forgets the last event.</summary>
    public void Clear()
    {
        Matches.Clear();
        Hints.Clear();
        Contexts.Clear();
        Truncated.Clear();
        Severity = Severity.Unspecified;
        Time = 0;
        TimeOrigin = TimeOrigin.Event;
        IsReplay = false;
        IsSelf = false;
        LocalScope = NetworkScope.None;
        PeerScope = NetworkScope.None;
    }
}
