using System.Globalization;
using TetraBridge.Files;

namespace TetraBridge.Delivery.DeadLetters;

/// <summary>The dead letters of a route: `UTC-START.jsonl`, a JSON object a line (decisions 5), limited in bytes. Thread-safe.</summary>
internal sealed class DeadLetterFolder : IDisposable
{
    private readonly Lock _lock = new();
    private readonly string _folder;
    private readonly DeadLetterLine _line;
    private readonly long _limit;
    private readonly TimeProvider _clock;
    private FileStream? _file;
    private long _bytes;
    private bool _isDirty;
    private bool _isNew;

    /// <summary>Opens the folder; a file is made with the first letter.</summary>
    /// <param name="folder">Where; it exists.</param>
    /// <param name="route">The route's name, told in each letter.</param>
    /// <param name="limit">Most bytes of all letters in the folder.</param>
    /// <param name="clock">Names the file.</param>
    public DeadLetterFolder(string folder, string route, long limit, TimeProvider clock)
    {
        _folder = folder;
        _line = new DeadLetterLine(route);
        _limit = limit;
        _clock = clock;
        _bytes = Count();
    }

    /// <summary>The folder.</summary>
    public string Path => _folder;

    /// <summary>
    /// Keeps a letter with its line (or the head of it); false where the folder is full or the disk is, with the reason in <paramref
    /// name="problem"/>.
    /// </summary>
    public bool TryKeep(DeadLetter letter, ReadOnlySpan<byte> line, out string? problem)
    {
        lock (_lock)
        {
            var bytes = _line.Of(letter, line);
            try
            {
                if (_bytes + bytes.Length > _limit && (_bytes = Count()) + bytes.Length > _limit)
                {
                    problem = $"the dead letters in {_folder} reach their limit of {_limit} bytes: look at them, then move or delete files there";
                    return false;
                }

                Append(bytes);
                problem = null;
                return true;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                problem = $"a dead letter can't be written to {_folder}: {failure.Message}";
                return false;
            }
        }
    }

    /// <summary>What was kept is on the disk when this returns; needed before a bookmark passes it.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            if (_isDirty)
            {
                _file?.Flush(flushToDisk: true);
                if (_isNew)
                {
                    FolderSync.Sync(_folder);
                    _isNew = false;
                }

                _isDirty = false;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Flush();
        _file?.Dispose();
    }

    // Copies of cut lines have a limit of their own: anybody who starts a process can make them, and they hold no route.
    private long Count() =>
        new DirectoryInfo(_folder).EnumerateFiles("*.jsonl").Where(file => !CutCopies.Is(file.Name)).Sum(file => file.Length);

    private void Append(ReadOnlySpan<byte> line)
    {
        // An operator may have moved or deleted the file: a letter written to it would be lost.
        if (_file is not null && !File.Exists(_file.Name))
        {
            Flush();
            _file.Dispose();
            _file = null;
        }

        _file ??= Create();
        var before = _file.Length;
        try
        {
            _file.Write(line);
        }
        catch (IOException)
        {
            // The disk is full: half a letter must not stand before the next one.
            _file.SetLength(before);
            throw;
        }

        _bytes += line.Length;
        _isDirty = true;
    }

    private FileStream Create()
    {
        var name = _clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH-mm-ss.fffZ", CultureInfo.InvariantCulture) + ".jsonl";
        _isNew = true;
        return new FileStream(System.IO.Path.Combine(_folder, name), OwnersOnly.Options(FileMode.Append, FileAccess.Write, FileShare.Read));
    }
}
