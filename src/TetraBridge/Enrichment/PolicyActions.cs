using TetraBridge.Categories;
using TetraBridge.Events;

namespace TetraBridge.Enrichment;

/// <summary>The actions of a policy that concern the process. The others only say what is reported of it.</summary>
internal static class PolicyActions
{
    private static readonly TextTable<PolicyAction> _rows = new(
    [
        ("KPROBE_ACTION_SIGKILL", new(Stops: true, [.. "killed by policy "u8])),
        ("KPROBE_ACTION_OVERRIDE", new(Stops: true, [.. "denied by policy "u8])),
        ("KPROBE_ACTION_NOTIFYENFORCER", new(Stops: true, [.. "handed to the enforcer by policy "u8])),
        ("KPROBE_ACTION_SIGNAL", new(Stops: false, [.. "sent a signal by policy "u8])),
    ]);

    /// <summary>What the policy did at the call or at its return; null: nothing to the process.</summary>
    public static PolicyAction? Of(TetragonEvent e) =>
        _rows.TryFind(e.Value(Fields.Action), out var action) || _rows.TryFind(e.Value(Fields.ReturnAction), out action) ? action : null;
}
