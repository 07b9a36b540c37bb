using System.Globalization;
using TetraBridge.Files;

namespace TetraBridge.Delivery.DeadLetters;

/// <summary>
/// The whole lines of records that were delivered with values cut: `cut-UTC.jsonl` beside a route's dead letters. Whoever can start a
/// process can make such lines, so they are a ring: at its limit the oldest file goes, and nothing here ever holds a route. Thread-safe.
/// </summary>
/// <param name="folder">The folder of the route's dead letters.</param>
/// <param name="route">The route's name, told in each copy.</param>
/// <param name="limit">Most bytes of all copies.</param>
/// <param name="clock">Names the files.</param>
internal sealed class CutCopies(string folder, string route, long limit, TimeProvider clock)
{
    /// <summary>Most bytes where nobody says otherwise.</summary>
    public const long DefaultLimit = 64L * 1024 * 1024;

    private const string Prefix = "cut-";
    private const int FilesOfARing = 8;

    private readonly Lock _lock = new();
    private readonly DeadLetterLine _line = new(route);
    private string? _file;
    private bool _isDirty;

    /// <summary>How many copies were dropped, or could not be written, since the start.</summary>
    public long Dropped { get; private set; }

    /// <summary>True for the name of a file of copies.</summary>
    public static bool Is(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Keeps a copy; false where this or an older one had to go.</summary>
    public bool Keep(DeadLetter letter, ReadOnlySpan<byte> line)
    {
        lock (_lock)
        {
            var before = Dropped;
            try
            {
                var bytes = _line.Of(letter, line);
                if (bytes.Length > limit / FilesOfARing)
                {
                    Dropped++;
                    return false;
                }

                MakeRoom(bytes.Length);
                Append(bytes);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                Dropped++;
            }

            return Dropped == before;
        }
    }

    /// <summary>What was kept is on the disk when this returns, as far as the disk lets us.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            if (!_isDirty || _file is null)
            {
                return;
            }

            _isDirty = false;
            try
            {
                using (var file = new FileStream(_file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
                {
                    file.Flush(flushToDisk: true);
                }

                FolderSync.Sync(folder);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // The records themselves were delivered: a copy that a power cut takes is no reason to hold the bookmark.
            }
        }
    }

    private void MakeRoom(int length)
    {
        var files = new DirectoryInfo(folder).EnumerateFiles(Prefix + "*.jsonl").OrderBy(
            file => file.Name, StringComparer.Ordinal).ToList();
        if (_file is null || files.Find(file => file.FullName == _file) is not { } present
            || present.Length + length > limit / FilesOfARing)
        {
            var now = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH-mm-ss.fffZ", CultureInfo.InvariantCulture);
            _file = Path.Combine(folder, $"{Prefix}{now}.jsonl");
        }

        var total = files.Sum(file => file.Length);
        foreach (var oldest in files.TakeWhile(_ => total + length > limit))
        {
            Dropped += File.ReadLines(oldest.FullName).LongCount();
            total -= oldest.Length;
            oldest.Delete();
        }
    }

    private void Append(ReadOnlySpan<byte> line)
    {
        using var file = new FileStream(_file!, OwnersOnly.Options(FileMode.Append, FileAccess.Write, FileShare.Read));
        var before = file.Length;
        try
        {
            file.Write(line);
            _isDirty = true;
        }
        catch (IOException)
        {
            // The disk is full: half a copy must not stand before the next one.
            file.SetLength(before);
            throw;
        }
    }
}
