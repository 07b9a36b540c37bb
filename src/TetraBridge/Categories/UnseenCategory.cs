namespace TetraBridge.Categories;

/// <summary>A category without events so far.</summary>
/// <param name="Category">The category.</param>
/// <param name="IsBlind">True: events of the deciding kind came without the deciding fields, so that it can't be seen. False: no event that
/// could be of it came, for want of a policy or of anything happening.</param>
/// <param name="Why">What is missing, as a clause.</param>
internal sealed record UnseenCategory(CategoryInfo Category, bool IsBlind, string Why);
