using TetraBridge.Events;

namespace TetraBridge.Categories.Library;

/// <summary>privileges-capset: the kernel was asked to set a process's capabilities.</summary>
internal sealed class CapsetCalls : ICategory
{
    /// <summary>The kernel functions that the library's policies hook.</summary>
    public static readonly KernelHooks Hooks = new(
        ["security_capset"],
        ["privileges-raise"]);

    /// <inheritdoc/>
    public CategoryInfo Info => CategoryTable.PrivilegesCapset;

    /// <inheritdoc/>
    public IReadOnlyList<EventKind> Kinds { get; } = [EventKind.Kprobe];

    /// <inheritdoc/>
    public Judgement Judge(TetragonEvent e) => Hooks.Find(e);
}
