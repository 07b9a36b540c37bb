using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace TetraBridge.Events;

/// <summary>
/// One event as a list of leaves that point into its line: a view, used again for the next line. Valid until the reader fills it again or
/// the line's buffer goes back. Not thread-safe. Filled by a reader only.
/// </summary>
internal sealed class TetragonEvent
{
    private const int KeptLeaves = 4096;
    private static readonly SearchValues<byte> _plainName = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_"u8);

    private readonly EventSchema _schema = EventSchema.Instance;
    private readonly int[] _slots = new int[EventSchema.Instance.Count];
    private readonly List<(int Start, int Length)> _paths = [];
    private Leaf[] _leaves = new Leaf[256];
    private byte[] _scratch = new byte[4096];
    private byte[] _line = [];
    private int _leafCount;
    private int _scratchUsed;
    private (int Start, int Length) _kindName;

    /// <summary>The kind.</summary>
    public EventKind Kind { get; private set; }

    /// <summary>
    /// The kind's JSON key; of an unknown kind too, where it is a plain name (at most 64 of a-z, 0-9, _), else "unknown".
    /// </summary>
    public ReadOnlySpan<byte> KindName => Kind != EventKind.Unknown ? Kind.Utf8() : _scratch.AsSpan(_kindName.Start, _kindName.Length);

    /// <summary>The line's text as it was read: blanks and prefixes around the object left out.</summary>
    public ReadOnlySpan<byte> Text => _line.AsSpan(LineStart, LineLength);

    /// <summary>True when the reader met a key twice.</summary>
    public bool HasRepeatedKey { get; private set; }

    /// <summary>The leaves in the line's order.</summary>
    public ReadOnlySpan<Leaf> Leaves => _leaves.AsSpan(0, _leafCount);

    private int LineStart { get; set; }

    private int LineLength { get; set; }

    /// <summary>
    /// True where the field has a value (absent, null, "", [] and {} are none). Of hook arguments: where any argument has it.
    /// </summary>
    public bool Has(Field field) => _slots[field.Id] != 0;

    /// <summary>
    /// The field's value as UTF-8 (a list's or object's: its JSON); empty where it has none. Of hook arguments: the first one's.
    /// </summary>
    public ReadOnlySpan<byte> Value(Field field)
    {
        var slot = _slots[field.Id];
        return slot == 0 ? [] : Value(_leaves[slot - 1]);
    }

    /// <summary>The value of a leaf of this event.</summary>
    public ReadOnlySpan<byte> Value(in Leaf leaf) => (leaf.InScratch ? _scratch : _line).AsSpan(leaf.Start, leaf.Length);

    /// <summary>The field's leaf.</summary>
    public bool TryLeaf(Field field, out Leaf leaf)
    {
        var slot = _slots[field.Id];
        leaf = slot == 0 ? default : _leaves[slot - 1];
        return slot != 0;
    }

    /// <summary>
    /// The field as a whole number; false where it has none or it is no such number. 64-bit numbers come as strings, and are read.
    /// </summary>
    public bool TryNumber(Field field, out long number)
    {
        var value = Value(field);
        number = 0;
        return !value.IsEmpty && Utf8Parser.TryParse(value, out number, out var used) && used == value.Length;
    }

    /// <summary>The field as a time in nanoseconds since 1970.</summary>
    public bool TryTime(Field field, out long unixNanoseconds) => Timestamps.TryParse(Value(field), out unixNanoseconds);

    /// <summary>True where the field is a true boolean.</summary>
    public bool IsTrue(Field field) => TryLeaf(field, out var leaf) && leaf.Kind == LeafKind.True;

    /// <summary>The dotted path of a leaf: the field's, or what stood in the line where the API has no such field.</summary>
    public ReadOnlySpan<byte> UnknownPath(in Leaf leaf)
    {
        var (start, length) = _paths[leaf.Item];
        return _scratch.AsSpan(start, length);
    }

    /// <summary>Empties the event for a new line.</summary>
    internal void Begin(byte[] line, int start, int length)
    {
        if (_leaves.Length > KeptLeaves)
        {
            // A hostile line must not leave its size behind.
            _leaves = new Leaf[KeptLeaves];
            _scratch = new byte[4096];
        }

        Array.Clear(_slots);
        _paths.Clear();
        _leafCount = 0;
        _scratchUsed = 0;
        _kindName = default;
        _line = line;
        LineStart = start;
        LineLength = length;
        HasRepeatedKey = false;
        Kind = EventKind.Unknown;
    }

    /// <summary>Sets the kind; of an unknown one the key is kept.</summary>
    internal void SetKind(EventKind kind, ReadOnlySpan<byte> key)
    {
        Kind = kind;
        if (kind == EventKind.Unknown)
        {
            var plain = key.Length is > 0 and <= 64 && key.IndexOfAnyExcept(_plainName) < 0;
            _kindName = Keep(plain ? key : "unknown"u8);
        }
    }

    /// <summary>Adds a leaf of the line's buffer that a pod's template has: no hook argument.</summary>
    internal void Add(in Leaf leaf)
    {
        Append(leaf);
        ref var slot = ref _slots[leaf.Field.Id];
        HasRepeatedKey |= slot != 0;
        slot = slot == 0 ? _leafCount : slot;
    }

    /// <summary>Adds the value of a field of the API.</summary>
    internal void Add(FieldNode node, LeafKind kind, bool inScratch, int item, int start, int length)
    {
        ref var slot = ref _slots[node.Field.Id];
        Append(new Leaf(node.Field, kind, inScratch, item, start, length));
        if (slot == 0)
        {
            slot = _leafCount;
        }
        else
        {
            HasRepeatedKey |= !node.Path.Contains("args[]", StringComparison.Ordinal);
        }
    }

    /// <summary>Adds a value that the API table does not have, by its path.</summary>
    internal void AddUnknown(ReadOnlySpan<byte> parent, ReadOnlySpan<byte> key, LeafKind kind, bool inScratch, int start, int length)
    {
        var path = Keep(parent);
        if (path.Length > 0)
        {
            Keep("."u8);
        }

        Keep(key);
        _paths.Add((path.Start, _scratchUsed - path.Start));
        Append(new Leaf(Field.None, kind, inScratch, _paths.Count - 1, start, length));
    }

    /// <summary>Room for an unescaped string of at most this length; <see cref="Scratch"/> gives it, <see cref="Took"/> takes it.</summary>
    internal Span<byte> Scratch(int length)
    {
        if (_scratch.Length - _scratchUsed < length)
        {
            Array.Resize(ref _scratch, Math.Max(_scratch.Length * 2, _scratchUsed + length));
        }

        return _scratch.AsSpan(_scratchUsed, length);
    }

    /// <summary>Takes bytes of the scratch that were written; gives where they begin.</summary>
    internal int Took(int length)
    {
        var start = _scratchUsed;
        _scratchUsed += length;
        return start;
    }

    /// <summary>The path of a leaf, for people and tests.</summary>
    internal string Path(in Leaf leaf) => _schema.Node(leaf.Field)?.Path ?? Encoding.UTF8.GetString(UnknownPath(leaf));

    private (int Start, int Length) Keep(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Scratch(bytes.Length));
        return (Took(bytes.Length), bytes.Length);
    }

    private void Append(Leaf leaf)
    {
        if (_leafCount == _leaves.Length)
        {
            Array.Resize(ref _leaves, _leafCount * 2);
        }

        _leaves[_leafCount++] = leaf;
    }
}
