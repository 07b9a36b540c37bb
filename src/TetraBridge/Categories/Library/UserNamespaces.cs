using TetraBridge.Events;

namespace TetraBridge.Categories.Library;

/// <summary>privileges-userns: the kernel made a user namespace.</summary>
internal sealed class UserNamespaces : ICategory
{
    /// <summary>The kernel functions that the library's policies hook.</summary>
    public static readonly KernelHooks Hooks = new(
        ["create_user_ns"],
        ["privileges-raise"]);

    /// <inheritdoc/>
    public CategoryInfo Info => CategoryTable.PrivilegesUserns;

    /// <inheritdoc/>
    public IReadOnlyList<EventKind> Kinds { get; } = [EventKind.Kprobe];

    /// <inheritdoc/>
    public Judgement Judge(TetragonEvent e) => Hooks.Find(e);
}
