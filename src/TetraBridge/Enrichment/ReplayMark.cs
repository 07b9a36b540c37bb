using TetraBridge.Events;

namespace TetraBridge.Enrichment;

/// <summary>
/// Marks replays: exec events of processes that ran before the agent started (flag procFS). Only exec events: the flag stays with the
/// process, and what it does or how it ends is live.
/// </summary>
internal sealed class ReplayMark : IEnricher
{
    /// <inheritdoc/>
    public void Enrich(EventFacts facts) =>
        facts.IsReplay = facts.Event.Kind == EventKind.Exec && ProcessFlags.IsReplay(facts.Event);
}
