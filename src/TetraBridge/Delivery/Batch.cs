using TetraBridge.Buffers;
using TetraBridge.Sources;

namespace TetraBridge.Delivery;

/// <summary>
/// Records in a sink's format, in the order of the file, with their lines kept until the batch is settled. Filled by one thread, then
/// handed over; used again after <see cref="Clear"/>.
/// </summary>
internal sealed class Batch
{
    // A quiet file gives a block a line; keeping each of them whole would cost a megabyte a line.
    private const int RetainFrom = 256 * 1024;

    private readonly List<BatchRecord> _records = [];
    private readonly List<byte[]> _groups = [];
    private readonly Dictionary<byte[], int> _groupIndex = [];
    private readonly List<LineKeeper> _keepers = [];
    private readonly ByteBuffer _copies = new(initialCapacity: 4096);

    /// <summary>The encoded records, one behind the other.</summary>
    public ByteBuffer Bytes { get; } = new(initialCapacity: 64 * 1024);

    /// <summary>The records in order.</summary>
    public IReadOnlyList<BatchRecord> Records => _records;

    /// <summary>What records share (OTLP: the encoded Resource), told apart by reference.</summary>
    public IReadOnlyList<byte[]> Groups => _groups;

    /// <summary>What part of the journal the batch stands for; set when it is closed.</summary>
    public BatchRange? Range { get; set; }

    /// <summary>Bytes of the groups, for size limits.</summary>
    public int GroupBytes { get; private set; }

    /// <summary>Adds the record whose bytes the encoder has just written from <paramref name="offset"/> to the end of <see cref="Bytes"/>, and keeps its line.</summary>
    public void Add(int offset, byte[] group, UInt128 uid, LineBlock? block = null, int lineStart = 0, int lineLength = 0)
    {
        if (!_groupIndex.TryGetValue(group, out var groupIndex))
        {
            groupIndex = _groups.Count;
            _groups.Add(group);
            _groupIndex.Add(group, groupIndex);
            GroupBytes += group.Length;
        }

        _records.Add(new BatchRecord(offset, Bytes.Length - offset, groupIndex, uid, block is null ? null : Keep(block, lineStart, lineLength)));
    }

    /// <summary>Who keeps the bytes of a line.</summary>
    public LineKeeper Keeper(in BatchLine line) => _keepers[line.Keeper];

    /// <summary>The line of a record, without its newline; empty for a record of our own. Valid until <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Line(in BatchRecord record) => record.Line is { } line ? Keeper(line).Buffer.AsMemory(line.Start, line.Length) : default;

    /// <summary>Empties the batch and releases its blocks.</summary>
    public void Clear()
    {
        foreach (var keeper in _keepers)
        {
            keeper.Block?.Release();
        }

        _keepers.Clear();
        _copies.Clear();
        _records.Clear();
        _groups.Clear();
        _groupIndex.Clear();
        GroupBytes = 0;
        Range = null;
        Bytes.Clear();
    }

    private BatchLine Keep(LineBlock block, int start, int length)
    {
        var fileOffset = block.Offset + start - block.Start;
        var copy = block.Length < RetainFrom;
        if (_keepers.Count == 0 || !Keeps(_keepers[^1], block, copy))
        {
            if (!copy)
            {
                block.Retain();
            }

            _keepers.Add(new LineKeeper(block.File, block.FileName, copy ? null : block, copy ? _copies : null));
        }

        if (copy)
        {
            var at = _copies.Length;
            _copies.Write(block.Buffer.AsSpan(start, length));
            start = at;
        }

        return new BatchLine(_keepers.Count - 1, start, length, fileOffset);
    }

    private static bool Keeps(LineKeeper keeper, LineBlock block, bool copy) =>
        copy ? keeper.Copies is not null && keeper.File == block.File && ReferenceEquals(keeper.FileName, block.FileName) : ReferenceEquals(keeper.Block, block);
}
