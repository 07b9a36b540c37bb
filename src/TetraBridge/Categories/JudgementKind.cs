namespace TetraBridge.Categories;

/// <summary>What a category says of an event.</summary>
internal enum JudgementKind
{
    /// <summary>Nothing to do with it.</summary>
    No,

    /// <summary>It looks like it and is not; `explain` shows why.</summary>
    NearMiss,

    /// <summary>Only by an extension of the rule: `tetrabridge.category_hint`, never `tetragon.category` (decisions 4).</summary>
    Hint,

    /// <summary>It is.</summary>
    Match,
}
