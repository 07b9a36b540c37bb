using TetraBridge.Events;

namespace TetraBridge.Records;

/// <summary>How a sentence goes on after the process, for each kind of event that a hook makes; the hook's arguments follow.</summary>
internal static class HookSentences
{
    private static readonly Dictionary<EventKind, SentencePart[]> _rows = new()
    {
        [EventKind.Kprobe] = [" called ", Fields.FunctionName],
        [EventKind.Lsm] = [" reached the security hook ", Fields.FunctionName],
        [EventKind.Tracepoint] = [" passed the tracepoint ", Fields.Subsys, "/", Fields.TracepointEvent],
        [EventKind.Uprobe] = [" called ", Fields.Symbol, " of ", Fields.Path],
        [EventKind.Usdt] = [" passed the probe ", Fields.Provider, ":", Fields.UsdtName, " of ", Fields.Path],
        [EventKind.Loader] = [" mapped ", Fields.Path],
    };

    /// <summary>The parts for a kind; empty where no hook makes it.</summary>
    public static ReadOnlySpan<SentencePart> Of(EventKind kind) => _rows.TryGetValue(kind, out var parts) ? parts : [];
}
