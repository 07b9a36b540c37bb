namespace TetraBridge.Events;

/// <summary>
/// A field of Tetragon's events by its number in <see cref="EventSchema"/>: an index for tables, valid in this process only.
/// </summary>
internal readonly record struct Field(ushort Id)
{
    /// <summary>No field of the API.</summary>
    public static Field None => default;
}
