using TetraBridge.Categories;

namespace TetraBridge.Cli;

/// <summary>What `explain` was asked.</summary>
/// <param name="File">Path of the events, a line each; `-`: standard input.</param>
/// <param name="Json">For machines.</param>
/// <param name="OwnCategories">The operator's own categories.</param>
internal sealed record ExplainRequest(string File, bool Json, IReadOnlyList<CategoryDefinition> OwnCategories);
