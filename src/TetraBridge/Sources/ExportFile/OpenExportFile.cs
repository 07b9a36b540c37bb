using TetraBridge.Sources.ExportFile.Disk;
using TetraBridge.Sources.ExportFile.Lines;
using TetraBridge.Sources.ExportFile.Rotation;

namespace TetraBridge.Sources.ExportFile;

/// <summary>
/// The file that a reader is in. Its descriptor stays open until the next file is, so that nothing is lost by a rename. Not thread-safe.
/// </summary>
internal sealed class OpenExportFile : IDisposable
{
    private readonly IFileInput _input;
    private readonly BlockPool _pool;
    private readonly int _maxLine;
    private readonly long _limit;
    private LineFramer _framer;

    /// <summary>Takes over the input.</summary>
    /// <param name="entry">The file as it was found.</param>
    /// <param name="input">Its bytes.</param>
    /// <param name="pool">Gives the blocks.</param>
    /// <param name="maxLine">The longest line handed out whole, in bytes.</param>
    /// <param name="offset">Where to begin, in unpacked bytes; other than 0 only where the fingerprint is known.</param>
    /// <param name="limit">Where to end, in unpacked bytes.</param>
    public OpenExportFile(ExportFileEntry entry, IFileInput input, BlockPool pool, int maxLine, long offset, long limit)
    {
        Entry = entry;
        _input = input;
        _pool = pool;
        _maxLine = maxLine;
        _limit = limit;
        _framer = new LineFramer(pool, maxLine, entry.Name, entry.File, offset);
        IsFinished = entry.IsFinished;
    }

    /// <summary>The file as it was found.</summary>
    public ExportFileEntry Entry { get; }

    /// <summary>True where nothing will be added: a backup, or a file that was seen to be rotated.</summary>
    public bool IsFinished { get; set; }

    /// <summary>True where reading has passed its end.</summary>
    public bool IsLeft { get; set; }

    /// <summary>What ended the last read too early, in words; null where nothing did.</summary>
    public string? Damage => _input.Damage;

    /// <summary>Where reading stands, behind what was handed out; null where the file has no fingerprint yet.</summary>
    public Position? Position => _framer.File is { } file ? new Position(file, _framer.Offset) : null;

    /// <summary>The offset behind what was handed out.</summary>
    public long Offset => _framer.Offset;

    /// <summary>The offset behind what was read.</summary>
    public long ReadTo => _framer.ReadTo;

    /// <summary>The file's status now, whatever its name is.</summary>
    public FileStatus Status => _input.Status();

    /// <summary>The next lines; null at the end of what is there.</summary>
    public JournalItem? TryRead()
    {
        while (true)
        {
            if (_framer.TryTake() is { } item)
            {
                return item;
            }

            var room = _framer.Room();
            var count = _input.Read(ReadTo, room[..(int)Math.Clamp(_limit - ReadTo, 0, room.Length)]);
            if (count == 0)
            {
                return null;
            }

            _framer.Added(count);
        }
    }

    /// <summary>What waits for a newline that will never come; null where nothing does.</summary>
    public UnreadableLine? TakeRest() => _framer.TakeRest();

    /// <summary>A last line without newline that is whole JSON; null where there is none.</summary>
    public LineBlock? TakeRestIfWhole() => _framer.TakeRestIfWhole();

    /// <summary>False where other content stands in the file than what was read of it: copied and truncated by a foreign tool.</summary>
    public bool HoldsWhatWasRead() =>
        Status.Size >= ReadTo && (_framer.File is not { } file || Fingerprint.Of(_input, IsFinished) is not { } now || now == file);

    /// <summary>Begins anew at the first byte, as with an unknown file.</summary>
    public void StartOver()
    {
        _framer.Dispose();
        _framer = new LineFramer(_pool, _maxLine, Entry.Name, null, 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _framer.Dispose();
        _input.Dispose();
    }
}
