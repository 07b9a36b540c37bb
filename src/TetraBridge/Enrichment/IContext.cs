using TetraBridge.Categories;
using TetraBridge.Events;

namespace TetraBridge.Enrichment;

/// <summary>
/// A context in which a category is known to be harmless: the category stays, the severity falls (decisions 4). Pure and thread-safe.
/// </summary>
internal interface IContext
{
    /// <summary>The name in `tetrabridge.context`.</summary>
    string Name { get; }

    /// <summary>What it means, as a clause for people.</summary>
    string Words { get; }

    /// <summary>True for the categories that it explains; others keep their severity.</summary>
    bool Explains(CategoryInfo category);

    /// <summary>True where the event lies in this context. Asked only of events with a category that it explains.</summary>
    bool Holds(TetragonEvent e);
}
