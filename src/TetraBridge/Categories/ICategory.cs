using TetraBridge.Events;

namespace TetraBridge.Categories;

/// <summary>
/// One category: a pure function of the event. Decided on function and fields first, policy names second (design law 4). Thread-safe,
/// allocates nothing.
/// </summary>
internal interface ICategory
{
    /// <summary>Its row of the table.</summary>
    CategoryInfo Info { get; }

    /// <summary>The event kinds it looks at; empty: all.</summary>
    IReadOnlyList<EventKind> Kinds { get; }

    /// <summary>Judges an event of one of <see cref="Kinds"/>.</summary>
    Judgement Judge(TetragonEvent e);
}
