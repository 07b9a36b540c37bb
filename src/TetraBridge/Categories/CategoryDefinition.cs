using TetraBridge.Events;

namespace TetraBridge.Categories;

/// <summary>
/// A category of the operator's own, as the configuration describes it. All lists that are not empty must match; a list matches when one of
/// its patterns does.
/// </summary>
/// <param name="Id">Lower-case words joined by hyphens; not one of the fourteen.</param>
/// <param name="Tells">One sentence: what it means.</param>
/// <param name="BaseSeverity">The severity of its events.</param>
/// <param name="Techniques">ATT&amp;CK technique ids, may be empty.</param>
/// <param name="Kinds">Event kinds (process_exec, process_kprobe, …); empty: all.</param>
/// <param name="Functions">Hook names: kernel function, subsys/event of a tracepoint, symbol of a uprobe; `*` stands for any
/// characters.</param>
/// <param name="Policies">Policy names, with `*`.</param>
/// <param name="Binaries">Binaries, with `*`; a pattern without a slash matches the file name.</param>
/// <param name="ArgumentValues">Values of hook arguments or, for exec events, the command line; with `*`.</param>
internal sealed record CategoryDefinition(
    string Id,
    string Tells,
    Severity BaseSeverity,
    IReadOnlyList<string> Techniques,
    IReadOnlyList<string> Kinds,
    IReadOnlyList<string> Functions,
    IReadOnlyList<string> Policies,
    IReadOnlyList<string> Binaries,
    IReadOnlyList<string> ArgumentValues);
