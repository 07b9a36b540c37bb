namespace TetraBridge.Sources.GrpcStream.Wire;

/// <summary>
/// Where the fields of messages are, as the wire has them in any order and JSON needs them in that of the declaration. A stack: a message
/// inside another one is indexed above it. Not thread-safe; keeps its memory up to a limit.
/// </summary>
internal sealed class WireIndex
{
    private const int MostKept = 64 * 1024;

    private WireEntry[] _entries = new WireEntry[256];
    private int[] _chains = new int[512];
    private int _entryCount;
    private int _chainCount;

    /// <summary>An entry by its number.</summary>
    public ref WireEntry this[int entry] => ref _entries[entry];

    /// <summary>Forgets all; what a hostile message made large is given back.</summary>
    public void Clear()
    {
        _entryCount = 0;
        _chainCount = 0;
        if (_entries.Length > MostKept)
        {
            _entries = new WireEntry[256];
        }
    }

    /// <summary>Indexes a message; false where its bytes are none. The mark ends it: <see cref="Close"/>.</summary>
    public bool TryOpen(ReadOnlySpan<byte> message, MessagePlan plan, out (int Entries, int Chains) mark)
    {
        mark = (_entryCount, _chainCount);
        var slots = 2 * (plan.Fields.Length + 1);
        if (_chains.Length - _chainCount < slots)
        {
            Array.Resize(ref _chains, (_chains.Length * 2) + slots);
        }

        Array.Fill(_chains, -1, _chainCount, slots);
        _chainCount += slots;
        var cursor = new WireCursor(message);
        while (!cursor.IsAtEnd)
        {
            var start = cursor.At;
            if (!cursor.TryTag(out var number, out var type))
            {
                return false;
            }

            var found = plan.Find(number);
            if (found >= 0 && type == WireType.Delimited && (!plan.Fields[found].IsVarint || plan.Fields[found].IsRepeated))
            {
                if (!cursor.TryLength(out var length))
                {
                    return false;
                }

                Add(plan, mark.Chains, found, new WireEntry(cursor.At, length, 0));
                cursor.Pass(length);
            }
            else if (found >= 0 && type == WireType.Varint && plan.Fields[found].IsVarint)
            {
                if (!cursor.TryVarint(out var value))
                {
                    return false;
                }

                Add(plan, mark.Chains, found, new WireEntry(0, -1, value));
            }
            else if (cursor.TrySkip(type, number))
            {
                Append(mark.Chains, plan.Fields.Length, new WireEntry(start, cursor.At - start, (ulong)number));
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The first occurrence of a field, or, behind the last field, of an unknown one; -1: none.</summary>
    public int First((int Entries, int Chains) mark, int field) => _chains[mark.Chains + (2 * field)];

    /// <summary>Ends the innermost message.</summary>
    public void Close((int Entries, int Chains) mark) => (_entryCount, _chainCount) = mark;

    private void Add(MessagePlan plan, int chains, int field, WireEntry entry)
    {
        var told = plan.Fields[field];
        if (told.Oneof >= 0)
        {
            // Of a oneof the last one told holds.
            for (var i = 0; i < plan.Fields.Length; i++)
            {
                if (i != field && plan.Fields[i].Oneof == told.Oneof)
                {
                    _chains[chains + (2 * i)] = -1;
                }
            }
        }

        if (!told.IsRepeated && !told.Merges && told.Type != Events.ApiFieldType.Map)
        {
            _chains[chains + (2 * field)] = -1;
        }

        Append(chains, field, entry);
    }

    private void Append(int chains, int slot, WireEntry entry)
    {
        if (_entryCount == _entries.Length)
        {
            Array.Resize(ref _entries, _entryCount * 2);
        }

        ref var first = ref _chains[chains + (2 * slot)];
        ref var last = ref _chains[chains + (2 * slot) + 1];
        if (first < 0)
        {
            first = _entryCount;
        }
        else
        {
            _entries[last].Next = _entryCount;
        }

        last = _entryCount;
        entry.Next = -1;
        _entries[_entryCount++] = entry;
    }
}
