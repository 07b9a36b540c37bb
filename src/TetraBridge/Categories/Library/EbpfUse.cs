using TetraBridge.Events;

namespace TetraBridge.Categories.Library;

/// <summary>
/// ebpf: a program was verified, a map made (security_bpf_map_create since kernel 6.9), a perf event opened, or the BPF file system used.
/// The two file hooks fire for any policy's files: only the path makes them eBPF.
/// </summary>
internal sealed class EbpfUse : ICategory
{
    /// <summary>The functions that are eBPF whatever their arguments.</summary>
    public static readonly KernelHooks Hooks = new(
        ["bpf_check", "security_perf_event_alloc", "security_bpf_map_alloc", "security_bpf_map_create"], ["bpf-library-policy"]);

    /// <summary>The functions that are eBPF under /sys/fs/bpf.</summary>
    public static readonly KernelHooks FileHooks = new(
        ["security_file_permission", "security_mmap_file"], ["bpf-library-policy"], " under /sys/fs/bpf");

    private static readonly Judgement _elsewhere = Judgement.NearMiss(
        "the hook is one of the ebpf policy, but the file is not under /sys/fs/bpf");

    /// <inheritdoc/>
    public CategoryInfo Info => CategoryTable.Ebpf;

    /// <inheritdoc/>
    public IReadOnlyList<EventKind> Kinds { get; } = [EventKind.Kprobe];

    /// <inheritdoc/>
    public Judgement Judge(TetragonEvent e)
    {
        var byFunction = Hooks.Find(e);
        if (byFunction.Kind == JudgementKind.Match)
        {
            return byFunction;
        }

        var byFile = FileHooks.Find(e);
        return byFile.Kind == JudgementKind.No || IsBpfFile(e.Value(Fields.ArgFilePath)) || IsBpfFile(e.Value(Fields.ArgPathPath))
            ? byFile
            : _elsewhere;
    }

    private static bool IsBpfFile(ReadOnlySpan<byte> path) => path.StartsWith("/sys/fs/bpf"u8) && (path.Length == 11 || path[11] == '/');
}
