using TetraBridge.Records.Attributes;

namespace TetraBridge.Records.Resources;

/// <summary>
/// Leaves out the labels and annotations of a resource that don't fit: Kubernetes allows 256 KiB of them, and a hostile line names them at
/// any length. What tells where an event happened is always written.
/// </summary>
/// <param name="writer">Writes what is let through.</param>
/// <param name="size">How many bytes the resource has so far.</param>
/// <param name="most">How many bytes it may have with its labels.</param>
internal sealed class BoundedResource(IRecordWriter writer, Func<int> size, int most) : IRecordWriter
{
    // A label's name and value stand between tags and lengths.
    private const int Overhead = 24;

    private static readonly string[] _prefixes = [.. ResourceTable.Rows.Where(static row => row.Form == ResourceForm.Labels).Select(static row => row.Names[0])];

    /// <inheritdoc/>
    public int Count => writer.Count;

    /// <inheritdoc/>
    public void Text(AttributeKey key, ReadOnlySpan<byte> utf8)
    {
        if (!IsLabel(key.Name) || size() + (long)Overhead + (3L * key.Name.Length) + utf8.Length <= most)
        {
            writer.Text(key, utf8);
        }
    }

    /// <inheritdoc/>
    public void Number(AttributeKey key, long value) => writer.Number(key, value);

    /// <inheritdoc/>
    public void Flag(AttributeKey key, bool value) => writer.Flag(key, value);

    /// <inheritdoc/>
    public void BeginList(AttributeKey key) => writer.BeginList(key);

    /// <inheritdoc/>
    public void Item(ReadOnlySpan<byte> utf8) => writer.Item(utf8);

    /// <inheritdoc/>
    public void EndList() => writer.EndList();

    private static bool IsLabel(string name) => Array.Exists(_prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
