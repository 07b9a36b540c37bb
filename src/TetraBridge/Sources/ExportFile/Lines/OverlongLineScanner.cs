using System.IO.Hashing;

namespace TetraBridge.Sources.ExportFile.Lines;

/// <summary>
/// Takes in a line over the limit piece by piece and keeps of it what a dead letter needs: head, length, hash. Memory is bounded, since
/// whoever chooses a process's arguments chooses the line's length.
/// </summary>
internal sealed class OverlongLineScanner(long offset)
{
    private readonly XxHash128 _hash = new();
    private byte[] _head = [];

    /// <summary>How much of a line is kept, in bytes.</summary>
    public const int HeadBytes = 64 * 1024;

    /// <summary>Length of what was taken in, in bytes.</summary>
    public long Length { get; private set; }

    /// <summary>The next piece of the line, without its newline.</summary>
    public void Add(ReadOnlySpan<byte> piece)
    {
        if (_head.Length < HeadBytes)
        {
            _head = [.. _head, .. piece[..Math.Min(piece.Length, HeadBytes - _head.Length)]];
        }

        _hash.Append(piece);
        Length += piece.Length;
    }

    /// <summary>The line as it is handed out.</summary>
    /// <param name="defect">What is wrong with it; the newline of a line that is only too long belongs to it.</param>
    /// <param name="file">The file's fingerprint; null where this is its first line, which gives it.</param>
    /// <param name="fileName">The file's name as last seen.</param>
    public UnreadableLine Finish(LineDefect defect, UInt128? file, string fileName)
    {
        var hash = _hash.GetCurrentHashAsUInt128();
        var newline = defect == LineDefect.NoNewline ? 0 : 1;
        return new UnreadableLine(new Position(file ?? hash, offset + Length + newline), defect, fileName, offset, Length, _head, hash);
    }
}
