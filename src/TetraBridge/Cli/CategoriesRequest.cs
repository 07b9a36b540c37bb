using TetraBridge.Categories;

namespace TetraBridge.Cli;

/// <summary>What `categories` was asked.</summary>
/// <param name="Json">For machines.</param>
/// <param name="OwnCategories">The operator's own categories, behind the built-in ones.</param>
internal sealed record CategoriesRequest(bool Json, IReadOnlyList<CategoryDefinition> OwnCategories);
