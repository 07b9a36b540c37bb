using TetraBridge.Events;

namespace TetraBridge.Categories;

/// <summary>A row of the table of categories.</summary>
/// <param name="Id">The id in records, as in Tetragon's policy library.</param>
/// <param name="Tells">One sentence: what an event of it means.</param>
/// <param name="Needs">What Tetragon needs for it: policy, flags, export filter.</param>
/// <param name="BaseSeverity">The severity of its events, before contexts and actions.</param>
/// <param name="Techniques">ATT&amp;CK technique ids.</param>
internal sealed record CategoryInfo(string Id, string Tells, string Needs, Severity BaseSeverity, IReadOnlyList<string> Techniques);
