namespace TetraBridge.Categories;

/// <summary>A category and what it said of the event at hand.</summary>
internal readonly record struct Judged(ICategory Category, Judgement Judgement);
