using System.Diagnostics;
using System.IO.Hashing;
using System.Text.Json;

namespace TetraBridge.Sources.ExportFile.Lines;

/// <summary>
/// Cuts the bytes of one file into blocks of whole lines: bytes are put into <see cref="Room"/>, what is whole is taken out, the beginning
/// of a line waits for its end. Each byte is searched once and copied at most a few times, however slowly a line grows. Not thread-safe.
/// </summary>
/// <param name="pool">Gives the blocks; its blocks are no larger than a line of the longest permitted length with its newline.</param>
/// <param name="maxLine">The longest line that is handed out whole, in bytes without its newline.</param>
/// <param name="fileName">The file's name as last seen.</param>
/// <param name="file">The file's fingerprint; null where it isn't known yet, which needs <paramref name="offset"/> 0: the first line gives
/// it.</param>
/// <param name="offset">Where the first byte that is put in stands in the file, in unpacked bytes.</param>
internal sealed class LineFramer(BlockPool pool, int maxLine, string fileName, UInt128? file, long offset) : IDisposable
{
    private byte[]? _buffer;
    private int _filled;
    private int _searched;
    private OverlongLineScanner? _overlong;

    /// <summary>The file's fingerprint, once it is known.</summary>
    public UInt128? File { get; private set; } = file;

    /// <summary>The offset behind what was taken out.</summary>
    public long Offset { get; private set; } = offset;

    /// <summary>The offset behind what was put in.</summary>
    public long ReadTo { get; private set; } = offset;

    /// <summary>True where nothing waits for its end.</summary>
    public bool IsEmpty => ReadTo == Offset;

    /// <summary>Where the next bytes of the file go: never empty after <see cref="TryTake"/> gave null.</summary>
    public Span<byte> Room()
    {
        if (_buffer is null)
        {
            _buffer = pool.Rent(pool.BlockSize);
        }
        else if (_filled == _buffer.Length)
        {
            // A buffer never holds more than the longest permitted line and its newline: so all whole lines in it are short enough, and
            // one that fills it without a newline is too long.
            ReplaceBuffer((int)Math.Min(2L * _buffer.Length, maxLine + 1L));
        }

        return _buffer.AsSpan(_filled);
    }

    /// <summary>Says how much was put into <see cref="Room"/>.</summary>
    public void Added(int count)
    {
        _filled += count;
        ReadTo += count;
    }

    /// <summary>The whole lines that are there, or a line that is too long; null where more bytes are needed.</summary>
    public JournalItem? TryTake()
    {
        if (_buffer is null)
        {
            return null;
        }

        if (_overlong is not null)
        {
            return TryEndOverlong();
        }

        var newline = _buffer.AsSpan(_searched.._filled).LastIndexOf((byte)'\n');
        if (newline >= 0)
        {
            return TakeBlock(_searched + newline + 1);
        }

        _searched = _filled;
        if (_filled > maxLine)
        {
            _overlong = new OverlongLineScanner(Offset);
            return TryEndOverlong();
        }

        return null;
    }

    /// <summary>What waits for a newline that will never come, as a line that can't be read; null where nothing waits.</summary>
    public UnreadableLine? TakeRest()
    {
        if (IsEmpty)
        {
            return null;
        }

        var rest = _overlong ?? new OverlongLineScanner(Offset);
        rest.Add(Pending);
        _overlong = null;
        return Passed(rest.Finish(LineDefect.NoNewline, File, fileName));
    }

    /// <summary>What waits for its newline, as a block, where it is one whole JSON object; else null, and it stays (decisions 7).</summary>
    public LineBlock? TakeRestIfWhole() => _overlong is null && _filled > 0 && IsWholeObject(Pending) ? TakeBlock(_filled) : null;

    /// <summary>Gives the buffer back; what waited in it is forgotten.</summary>
    public void Dispose()
    {
        if (_buffer is not null)
        {
            pool.Return(_buffer);
            _buffer = null;
        }
    }

    private ReadOnlySpan<byte> Pending => _buffer.AsSpan(0, _filled);

    private LineBlock TakeBlock(int length)
    {
        var buffer = _buffer!;
        File ??= XxHash128.HashToUInt128(FirstLine(buffer.AsSpan(0, length)));
        var block = new LineBlock(pool, buffer, 0, length, File.Value, fileName, Offset);

        var tail = buffer.AsSpan(length.._filled);
        _buffer = null;
        if (!tail.IsEmpty)
        {
            _buffer = pool.Rent(Math.Max(tail.Length, pool.BlockSize));
            tail.CopyTo(_buffer);
        }

        _filled = tail.Length;
        _searched = tail.Length;
        Offset += length;
        return block;
    }

    private UnreadableLine? TryEndOverlong()
    {
        Debug.Assert(_overlong is not null && _buffer is not null);
        var newline = Pending.IndexOf((byte)'\n');
        _overlong.Add(newline < 0 ? Pending : Pending[..newline]);
        var behind = newline < 0 ? _filled : newline + 1;
        Pending[behind..].CopyTo(_buffer);
        _filled -= behind;
        _searched = 0;
        if (_buffer.Length > pool.BlockSize)
        {
            ReplaceBuffer(Math.Max(_filled, pool.BlockSize));
        }

        if (newline < 0)
        {
            return null;
        }

        var line = _overlong.Finish(LineDefect.TooLong, File, fileName);
        _overlong = null;
        File ??= line.Hash;
        Offset = line.End.Offset;
        return line;
    }

    private UnreadableLine Passed(UnreadableLine rest)
    {
        File ??= rest.Hash;
        Offset = rest.End.Offset;
        _filled = 0;
        _searched = 0;
        return rest;
    }

    private void ReplaceBuffer(int size)
    {
        var larger = pool.Rent(size);
        Pending.CopyTo(larger);
        pool.Return(_buffer!);
        _buffer = larger;
    }

    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> lines)
    {
        var newline = lines.IndexOf((byte)'\n');
        return newline < 0 ? lines : lines[..newline];
    }

    private static bool IsWholeObject(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
