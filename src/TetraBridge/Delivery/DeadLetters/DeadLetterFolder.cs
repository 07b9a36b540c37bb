using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using TetraBridge.Files;

namespace TetraBridge.Delivery.DeadLetters;

/// <summary>The dead letters of a route: `UTC-START.jsonl`, a JSON object a line (decisions 5), limited in bytes. Thread-safe.</summary>
internal sealed class DeadLetterFolder : IDisposable
{
    private const int LargestLineKept = 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly string _folder;
    private readonly string _route;
    private readonly long _limit;
    private readonly TimeProvider _clock;
    private ArrayBufferWriter<byte> _line = new();
    private FileStream? _file;
    private long _bytes;
    private bool _isDirty;

    /// <summary>Opens the folder; a file is made with the first letter.</summary>
    /// <param name="folder">Where; it exists.</param>
    /// <param name="route">The route's name, told in each letter.</param>
    /// <param name="limit">Most bytes of all letters in the folder.</param>
    /// <param name="clock">Names the file.</param>
    public DeadLetterFolder(string folder, string route, long limit, TimeProvider clock)
    {
        _folder = folder;
        _route = route;
        _limit = limit;
        _clock = clock;
        _bytes = Count();
    }

    /// <summary>The folder.</summary>
    public string Path => _folder;

    /// <summary>Keeps a letter with its line (or the head of it); false where the folder is full or the disk is, with the reason in <paramref name="problem"/>.</summary>
    public bool TryKeep(DeadLetter letter, ReadOnlySpan<byte> line, out string? problem)
    {
        lock (_lock)
        {
            Write(letter, line);
            try
            {
                if (_bytes + _line.WrittenCount > _limit && (_bytes = Count()) + _line.WrittenCount > _limit)
                {
                    problem = $"the dead letters in {_folder} reach their limit of {_limit} bytes: look at them, then move or delete files there";
                    return false;
                }

                Append();
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

    private long Count() => new DirectoryInfo(_folder).EnumerateFiles("*.jsonl").Sum(file => file.Length);

    private void Append()
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
            _file.Write(_line.WrittenSpan);
        }
        catch (IOException)
        {
            // The disk is full: half a letter must not stand before the next one.
            _file.SetLength(before);
            throw;
        }

        _bytes += _line.WrittenCount;
        _isDirty = true;
    }

    private FileStream Create()
    {
        var name = _clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH-mm-ss.fffZ", CultureInfo.InvariantCulture) + ".jsonl";
        return new FileStream(System.IO.Path.Combine(_folder, name), OwnersOnly.Options(FileMode.Append, FileAccess.Write, FileShare.Read));
    }

    private void Write(DeadLetter letter, ReadOnlySpan<byte> line)
    {
        // A long line now and then must not stay in memory for good.
        _line = _line.Capacity > LargestLineKept ? new ArrayBufferWriter<byte>() : _line;
        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("v", 1);
            json.WriteString("route", _route);
            json.WriteString("reason", letter.Reason);
            json.WriteString("words", letter.Words);
            Hex(json, "uid", letter.Uid);
            json.WriteString("file", letter.File);
            Hex(json, "fingerprint", letter.Fingerprint);
            json.WriteNumber("offset", letter.Offset);
            json.WriteNumber("length", letter.Length);
            Hex(json, "hash", letter.Hash);
            if (Utf8.IsValid(line))
            {
                json.WriteString("line", line);
            }
            else
            {
                json.WriteBase64String("line_base64", line);
            }

            json.WriteEndObject();
        }

        _line.Write("\n"u8);
    }

    private static void Hex(Utf8JsonWriter json, string name, UInt128? hash)
    {
        if (hash is { } value)
        {
            json.WriteString(name, value.ToString("x32", CultureInfo.InvariantCulture));
        }
    }
}
