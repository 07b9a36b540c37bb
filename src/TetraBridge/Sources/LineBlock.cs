namespace TetraBridge.Sources;

/// <summary>
/// Whole lines of one file in one rented buffer. Whoever keeps slices of it beyond the call retains it once and releases it once;
/// the last release gives the buffer back. Retain and Release are thread-safe.
/// </summary>
internal sealed class LineBlock : JournalItem
{
    private readonly BlockPool _pool;
    private int _owners = 1;

    /// <summary>Takes over the buffer, which came from <paramref name="pool"/>.</summary>
    public LineBlock(BlockPool pool, byte[] buffer, int start, int length, UInt128 file, string fileName, long offset)
        : base(new Position(file, offset + length))
    {
        _pool = pool;
        Buffer = buffer;
        Start = start;
        Length = length;
        File = file;
        FileName = fileName;
        Offset = offset;
    }

    /// <summary>The rented buffer; valid until the last release.</summary>
    public byte[] Buffer { get; }

    /// <summary>Where the lines begin in the buffer.</summary>
    public int Start { get; }

    /// <summary>Length of the lines, newlines included. Only the last line of a file read `once` may lack its newline.</summary>
    public int Length { get; }

    /// <summary>The file's fingerprint.</summary>
    public UInt128 File { get; }

    /// <summary>The file's name as last seen.</summary>
    public string FileName { get; }

    /// <summary>Offset of the first line in the file, in unpacked bytes.</summary>
    public long Offset { get; }

    /// <summary>One more owner.</summary>
    public void Retain() => Interlocked.Increment(ref _owners);

    /// <summary>One owner less; the last one gives the buffer back.</summary>
    public void Release()
    {
        var left = Interlocked.Decrement(ref _owners);
        if (left == 0)
        {
            _pool.Return(Buffer);
        }
        else if (left < 0)
        {
            throw new InvalidOperationException("A block was released more often than it was retained.");
        }
    }
}
