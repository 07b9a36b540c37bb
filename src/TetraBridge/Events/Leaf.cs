namespace TetraBridge.Events;

/// <summary>
/// One value of an event: which field, and where its bytes lie. Absent values, null, "", [] and {} are no leaves (design law 5).
/// </summary>
/// <param name="Field">The field; <see cref="Field.None"/> where the API table has no such field, or the value is of another type.</param>
/// <param name="Kind">What the slice holds.</param>
/// <param name="InScratch">True: the slice lies in the event's scratch (it had escapes), else in the line's buffer.</param>
/// <param name="Item">For hook arguments: the index of the argument; for leaves without a field: the index of the path.</param>
/// <param name="Start">Where the slice begins.</param>
/// <param name="Length">Its length in bytes.</param>
internal readonly record struct Leaf(Field Field, LeafKind Kind, bool InScratch, int Item, int Start, int Length);
