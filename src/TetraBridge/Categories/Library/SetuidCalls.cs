using TetraBridge.Events;

namespace TetraBridge.Categories.Library;

/// <summary>
/// privileges-setuid: the system calls that set user and group ids. The library's policies report only changes to 0; what a policy lets
/// through is its operator's choice.
/// </summary>
internal sealed class SetuidCalls : ICategory
{
    /// <summary>The kernel functions that the library's policies hook.</summary>
    public static readonly KernelHooks Hooks = new(
        ["__sys_setuid", "__sys_setgid", "__sys_setreuid", "__sys_setregid", "__sys_setresuid", "__sys_setresgid", "__sys_setfsuid", "__sys_setfsgid"],
        ["privileges-raise", "privileges-setuid-root"]);

    /// <inheritdoc/>
    public CategoryInfo Info => CategoryTable.PrivilegesSetuid;

    /// <inheritdoc/>
    public IReadOnlyList<EventKind> Kinds { get; } = [EventKind.Kprobe];

    /// <inheritdoc/>
    public Judgement Judge(TetragonEvent e) => Hooks.Find(e);
}
