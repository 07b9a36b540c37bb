using TetraBridge.Buffers;

namespace TetraBridge.Sources.GrpcStream.Wire;

/// <summary>The entries of one map, sorted by key as protojson writes them; of equal keys the last one holds. Not thread-safe.</summary>
internal sealed class MapPairs
{
    private const int Few = 64;

    private MapPair[] _pairs = new MapPair[Few];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        Count = 0;
        _pairs = _pairs.Length > 16 * Few ? new MapPair[Few] : _pairs;
    }

    /// <summary>Adds an entry; false where its bytes are none. What else stands in it is told.</summary>
    public bool TryAdd(ReadOnlySpan<byte> message, int start, int length, out bool hasMore)
    {
        hasMore = false;
        var pair = new MapPair(start, 0, start, 0, Count);
        var cursor = new WireCursor(message.Slice(start, length));
        while (!cursor.IsAtEnd)
        {
            if (!cursor.TryTag(out var number, out var type))
            {
                return false;
            }

            if (type == WireType.Delimited && number is 1 or 2)
            {
                if (!cursor.TryLength(out var size))
                {
                    return false;
                }

                pair = number == 1
                    ? pair with { Key = start + cursor.At, KeyLength = size }
                    : pair with { Value = start + cursor.At, ValueLength = size };
                cursor.Pass(size);
                continue;
            }

            hasMore = true;
            if (!cursor.TrySkip(type, number))
            {
                return false;
            }
        }

        if (Count == _pairs.Length)
        {
            Array.Resize(ref _pairs, Count * 2);
        }

        _pairs[Count++] = pair;
        return true;
    }

    /// <summary>Appends all as an object; sorts them. Only a map of very many entries costs an allocation.</summary>
    public void Write(ReadOnlySpan<byte> message, ByteBuffer line)
    {
        Sort(message);
        line.Write((byte)'{');
        var begun = line.Length;
        for (var i = 0; i < Count; i++)
        {
            if (IsReplaced(message, i))
            {
                continue;
            }

            if (line.Length > begun)
            {
                line.Write((byte)',');
            }

            WireText.TryQuote(Key(message, _pairs[i]), line);
            line.Write((byte)':');
            WireText.TryQuote(message.Slice(_pairs[i].Value, _pairs[i].ValueLength), line);
        }

        line.Write((byte)'}');
    }

    private void Sort(ReadOnlySpan<byte> message)
    {
        if (Count > Few)
        {
            SortMany(message.ToArray());
            return;
        }

        for (var i = 1; i < Count; i++)
        {
            var pair = _pairs[i];
            var at = i;
            for (; at > 0 && Compare(message, _pairs[at - 1], pair) > 0; at--)
            {
                _pairs[at] = _pairs[at - 1];
            }

            _pairs[at] = pair;
        }
    }

    // A later entry has the same key.
    private bool IsReplaced(ReadOnlySpan<byte> message, int index) =>
        index + 1 < Count && Key(message, _pairs[index]).SequenceEqual(Key(message, _pairs[index + 1]));

    private static ReadOnlySpan<byte> Key(ReadOnlySpan<byte> message, in MapPair pair) => message.Slice(pair.Key, pair.KeyLength);

    private static int Compare(ReadOnlySpan<byte> message, in MapPair one, in MapPair other) =>
        Key(message, one).SequenceCompareTo(Key(message, other)) is not 0 and var order ? order : one.Order.CompareTo(other.Order);

    private void SortMany(byte[] message) => _pairs.AsSpan(0, Count).Sort((one, other) => Compare(message, one, other));
}
