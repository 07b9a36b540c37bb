using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace TetraBridge.Delivery;

/// <summary>The dead letters of a route: `UTC-START.jsonl`, a JSON object a line (decisions 5), limited in bytes. Thread-safe.</summary>
internal sealed class DeadLetterFolder : IDisposable
{
    private readonly Lock _lock = new();
    private readonly string _folder;
    private readonly string _route;
    private readonly long _limit;
    private readonly TimeProvider _clock;
    private readonly ArrayBufferWriter<byte> _line = new();
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
        _bytes = new DirectoryInfo(folder).EnumerateFiles("*.jsonl").Sum(file => file.Length);
    }

    /// <summary>The folder.</summary>
    public string Path => _folder;

    /// <summary>Keeps a letter with its line (or the head of it); false where the folder is full or the disk is, with the reason in <paramref name="problem"/>.</summary>
    public bool TryKeep(DeadLetter letter, ReadOnlySpan<byte> line, out string? problem)
    {
        lock (_lock)
        {
            _line.ResetWrittenCount();
            Write(letter, line);
            if (_bytes + _line.WrittenCount > _limit)
            {
                problem = $"the dead letters in {_folder} reach their limit of {_limit} bytes: look at them, then move or delete files there";
                return false;
            }

            try
            {
                _file ??= Create();
                _file.Write(_line.WrittenSpan);
                _bytes += _line.WrittenCount;
                _isDirty = true;
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

    /// <summary>Looks again how full the folder is: an operator may have made room.</summary>
    public void Recount()
    {
        lock (_lock)
        {
            _bytes = new DirectoryInfo(_folder).EnumerateFiles("*.jsonl").Sum(file => file.Length);
        }
    }

    /// <summary>What was kept is on the disk when this returns; needed before a bookmark passes it.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            if (_isDirty)
            {
                _file!.Flush(flushToDisk: true);
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

    private FileStream Create()
    {
        var name = _clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH-mm-ss.fffZ", CultureInfo.InvariantCulture) + ".jsonl";
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(System.IO.Path.Combine(_folder, name), options);
    }

    private void Write(DeadLetter letter, ReadOnlySpan<byte> line)
    {
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
