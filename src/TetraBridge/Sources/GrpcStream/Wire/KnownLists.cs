using System.IO.Hashing;

namespace TetraBridge.Sources.GrpcStream.Wire;

/// <summary>
/// Lists of enum values that were written before, with their text: a node's processes have a handful of capability sets, and each event
/// tells six of them name by name. One place a list by its hash, the newest holds it. Not thread-safe; allocates nothing once warm.
/// </summary>
internal sealed class KnownLists
{
    /// <summary>Shorter lists, in bytes on the wire, are written as fast.</summary>
    public const int Shortest = 4;

    private const int Places = 128;
    private const int LongestWire = 64;
    private const int LongestText = 2048;

    private readonly FieldPlan?[] _fields = new FieldPlan?[Places];
    private readonly byte[] _wires = new byte[Places * LongestWire];
    private readonly byte[] _texts = new byte[Places * LongestText];
    private readonly (int Wire, int Text)[] _lengths = new (int, int)[Places];

    /// <summary>The text of a list as it stands on the wire; false where it is not known.</summary>
    public bool TryFind(FieldPlan field, ReadOnlySpan<byte> wire, out ReadOnlySpan<byte> text)
    {
        var place = Place(field, wire);
        var isKnown = _fields[place] == field && _wires.AsSpan(place * LongestWire, _lengths[place].Wire).SequenceEqual(wire);
        text = isKnown ? _texts.AsSpan(place * LongestText, _lengths[place].Text) : default;
        return isKnown;
    }

    /// <summary>Keeps a list and its text, where they are not too long.</summary>
    public void Keep(FieldPlan field, ReadOnlySpan<byte> wire, ReadOnlySpan<byte> text)
    {
        if (wire.Length <= LongestWire && text.Length <= LongestText)
        {
            var place = Place(field, wire);
            _fields[place] = field;
            _lengths[place] = (wire.Length, text.Length);
            wire.CopyTo(_wires.AsSpan(place * LongestWire));
            text.CopyTo(_texts.AsSpan(place * LongestText));
        }
    }

    private static int Place(FieldPlan field, ReadOnlySpan<byte> wire) =>
        (int)((XxHash3.HashToUInt64(wire) + (uint)field.Number) % Places);
}
