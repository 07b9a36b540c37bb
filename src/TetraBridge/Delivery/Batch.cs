using TetraBridge.Buffers;
using TetraBridge.Sources;

namespace TetraBridge.Delivery;

/// <summary>
/// Records in a sink's format, in the order of the file, with their lines kept until the batch is settled. Filled by one thread, then
/// handed over; used again after <see cref="Clear"/>.
/// </summary>
internal sealed class Batch
{
    private readonly List<BatchRecord> _records = [];
    private readonly List<byte[]> _groups = [];
    private readonly List<LineBlock> _blocks = [];
    private readonly Dictionary<byte[], int> _groupIndex = [];

    /// <summary>The encoded records, one behind the other.</summary>
    public ByteBuffer Bytes { get; } = new(initialCapacity: 64 * 1024);

    /// <summary>The records in order.</summary>
    public IReadOnlyList<BatchRecord> Records => _records;

    /// <summary>What records share (OTLP: the encoded Resource), told by reference.</summary>
    public IReadOnlyList<byte[]> Groups => _groups;

    /// <summary>The blocks that hold the records' lines; retained until <see cref="Clear"/>.</summary>
    public IReadOnlyList<LineBlock> Blocks => _blocks;

    /// <summary>What part of the journal the batch stands for; set when it is closed.</summary>
    public BatchRange? Range { get; set; }

    /// <summary>Bytes of the groups, for size limits.</summary>
    public int GroupBytes { get; private set; }

    /// <summary>Adds the record whose bytes the encoder has just written from <paramref name="offset"/> to the end of <see cref="Bytes"/>.</summary>
    public void Add(int offset, byte[] group, UInt128 uid, LineBlock? block = null, int lineStart = 0, int lineLength = 0)
    {
        if (!_groupIndex.TryGetValue(group, out var groupIndex))
        {
            groupIndex = _groups.Count;
            _groups.Add(group);
            _groupIndex.Add(group, groupIndex);
            GroupBytes += group.Length;
        }

        var blockIndex = -1;
        if (block is not null)
        {
            blockIndex = _blocks.Count - 1;
            if (blockIndex < 0 || !ReferenceEquals(_blocks[blockIndex], block))
            {
                block.Retain();
                _blocks.Add(block);
                blockIndex++;
            }
        }

        _records.Add(new BatchRecord(offset, Bytes.Length - offset, groupIndex, blockIndex, lineStart, lineLength, uid));
    }

    /// <summary>The line of a record, without its newline; empty for a record of our own.</summary>
    public ReadOnlySpan<byte> Line(in BatchRecord record) =>
        record.Block < 0 ? [] : _blocks[record.Block].Buffer.AsSpan(record.LineStart, record.LineLength);

    /// <summary>Empties the batch and releases its blocks.</summary>
    public void Clear()
    {
        foreach (var block in _blocks)
        {
            block.Release();
        }

        _blocks.Clear();
        _records.Clear();
        _groups.Clear();
        _groupIndex.Clear();
        GroupBytes = 0;
        Range = null;
        Bytes.Clear();
    }
}
