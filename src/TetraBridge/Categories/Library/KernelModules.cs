using TetraBridge.Events;

namespace TetraBridge.Categories.Library;

/// <summary>
/// kernel-module: the kernel asked for a module, or read one from a file. The read hook serves firmware, policies and certificates too:
/// only id 2 (READING_MODULE) is a module.
/// </summary>
internal sealed class KernelModules : ICategory
{
    /// <summary>The kernel asks user space for a module.</summary>
    public static readonly KernelHooks Hooks = new(["security_kernel_module_request"], ["monitor-kernel-modules"]);

    /// <summary>The kernel reads a file for itself.</summary>
    public static readonly KernelHooks FileHooks = new(
        ["security_kernel_read_file"], ["monitor-kernel-modules"], " with id 2 (READING_MODULE)");

    private const int ReadingModule = 2;
    private static readonly Judgement _otherFile = Judgement.NearMiss(
        "security_kernel_read_file, but the id is not 2 (READING_MODULE): the kernel read another kind of file");

    /// <inheritdoc/>
    public CategoryInfo Info => CategoryTable.KernelModule;

    /// <inheritdoc/>
    public IReadOnlyList<EventKind> Kinds { get; } = [EventKind.Kprobe];

    /// <inheritdoc/>
    public Judgement Judge(TetragonEvent e)
    {
        var request = Hooks.Find(e);
        if (request.Kind == JudgementKind.Match)
        {
            return request;
        }

        var read = FileHooks.Find(e);
        return read.Kind == JudgementKind.No || (e.TryNumber(Fields.ArgInt, out var id) && id == ReadingModule) ? read : _otherFile;
    }
}
