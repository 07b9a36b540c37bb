namespace TetraBridge.Categories;

/// <summary>How sure a rule is of its category.</summary>
internal enum Confidence
{
    /// <summary>The kernel's report fits, and a harmless cause is common.</summary>
    Low,

    /// <summary>The kernel's report fits this category and another, and can't tell them apart.</summary>
    Medium,

    /// <summary>The kernel reported just this.</summary>
    High,
}
