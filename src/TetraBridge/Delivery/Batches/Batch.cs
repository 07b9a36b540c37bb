using TetraBridge.Buffers;
using TetraBridge.Delivery.Bookmarks;
using TetraBridge.Sources;

namespace TetraBridge.Delivery.Batches;

/// <summary>
/// Records in a sink's format, in the order of the file, with their lines kept until the batch is settled. Filled by one thread, then
/// handed over; used again after <see cref="Clear"/>.
/// </summary>
/// <param name="initialCapacity">Room for records in bytes; more is made where it is needed.</param>
internal sealed class Batch(int initialCapacity = 64 * 1024)
{
    // A quiet file gives a block a line, a route with a filter takes a line of a block: kept whole, each would cost a megabyte.
    private const int SparseBelow = 4;
    private const int LargestCopiesKept = 1024 * 1024;

    private readonly List<BatchRecord> _records = [];
    private readonly List<byte[]> _groups = [];
    private readonly Dictionary<byte[], int> _groupIndex = [];
    private readonly List<LineKeeper> _keepers = [];
    private ByteBuffer _copies = new(initialCapacity: 4096);
    private long _ofLastBlock;

    /// <summary>The encoded records, one behind the other.</summary>
    public ByteBuffer Bytes { get; } = new(initialCapacity);

    /// <summary>The records in order.</summary>
    public IReadOnlyList<BatchRecord> Records => _records;

    /// <summary>What records share (OTLP: the encoded Resource), told apart by reference.</summary>
    public IReadOnlyList<byte[]> Groups => _groups;

    /// <summary>What part of the journal the batch stands for; set when it is closed.</summary>
    public BatchRange? Range { get; set; }

    /// <summary>How far all before the batch was settled when its sending began; exact where one batch at a time is sent.</summary>
    public Bookmark? Before { get; set; }

    /// <summary>Bytes of the groups, for size limits.</summary>
    public int GroupBytes { get; private set; }

    /// <summary>Bytes of memory that the lines cost: whole blocks and copies.</summary>
    public long KeptBytes { get; private set; }

    /// <summary>
    /// Adds the record whose bytes the encoder has just written from <paramref name="offset"/> to the end of <see cref="Bytes"/>, and keeps
    /// its line.
    /// </summary>
    public void Add(int offset, byte[] group, UInt128 uid, LineBlock? block = null, int lineStart = 0, int lineLength = 0)
    {
        if (!_groupIndex.TryGetValue(group, out var groupIndex))
        {
            groupIndex = _groups.Count;
            _groups.Add(group);
            _groupIndex.Add(group, groupIndex);
            GroupBytes += group.Length;
        }

        _records.Add(
            new BatchRecord(offset, Bytes.Length - offset, groupIndex, uid, block is null ? null : Keep(block, lineStart, lineLength)));
    }

    /// <summary>Who keeps the bytes of a line.</summary>
    public LineKeeper Keeper(in BatchLine line) => _keepers[line.Keeper];

    /// <summary>The line of a record, without its newline; empty for a record of our own. Valid until <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Line(in BatchRecord record) =>
        record.Line is { } line ? Keeper(line).Buffer.AsMemory(line.Start, line.Length) : default;

    /// <summary>
    /// No line more comes from the last block: where the batch has few of its lines, they are copied and the block is let go.
    /// </summary>
    public void Leave()
    {
        if (_keepers.Count == 0 || _keepers[^1].Block is not { } block || _ofLastBlock * SparseBelow > block.Buffer.Length)
        {
            return;
        }

        var keeper = _keepers.Count - 1;
        for (var i = _records.Count - 1; i >= 0 && (_records[i].Line?.Keeper ?? keeper) == keeper; i--)
        {
            if (_records[i].Line is { } line)
            {
                var at = _copies.Length;
                _copies.Write(block.Buffer.AsSpan(line.Start, line.Length));
                _records[i] = _records[i] with { Line = line with { Start = at } };
            }
        }

        _keepers[keeper] = new LineKeeper(block.File, block.FileName, null, _copies);
        KeptBytes += _ofLastBlock - block.Buffer.Length;
        block.Release();
    }

    /// <summary>Empties the batch and releases its blocks.</summary>
    public void Clear()
    {
        foreach (var keeper in _keepers)
        {
            keeper.Block?.Release();
        }

        // A long line now and then must not stay in memory for good.
        if (_copies.Array.Length > LargestCopiesKept)
        {
            _copies = new ByteBuffer(initialCapacity: 4096);
        }

        _keepers.Clear();
        _copies.Clear();
        _records.Clear();
        _groups.Clear();
        _groupIndex.Clear();
        _ofLastBlock = 0;
        KeptBytes = 0;
        GroupBytes = 0;
        Range = null;
        Before = null;
        Bytes.Clear();
    }

    private BatchLine Keep(LineBlock block, int start, int length)
    {
        if (_keepers.Count == 0 || !ReferenceEquals(_keepers[^1].Block, block))
        {
            block.Retain();
            _keepers.Add(new LineKeeper(block.File, block.FileName, block, null));
            KeptBytes += block.Buffer.Length;
            _ofLastBlock = 0;
        }

        _ofLastBlock += length;
        return new BatchLine(_keepers.Count - 1, start, length, block.Offset + start - block.Start);
    }
}
