using System.Buffers;
using System.IO.Hashing;
using TetraBridge.Sources.ExportFile.Disk;

namespace TetraBridge.Sources.ExportFile.Rotation;

/// <summary>
/// Proves that a file still holds what a bookmark stands behind (decisions 1): a power cut or a truncation can have changed it.
/// </summary>
internal static class BookmarkChecker
{
    // Most lines are far shorter; behind a longer one the file is read from its beginning.
    private const int UsualBytes = 1 << 20;
    private const int ChunkBytes = 64 * 1024;

    /// <summary>Compares the last line before the bookmark's offset.</summary>
    public static BookmarkCheck Check(IFileInput input, Bookmarked bookmark)
    {
        var offset = bookmark.Position.Offset;
        if (offset == 0)
        {
            return BookmarkCheck.Same;
        }

        var last = LastLine(input, Math.Max(0, offset - UsualBytes), offset, out var check);
        if (last is null && check == BookmarkCheck.Differs)
        {
            last = LastLine(input, 0, offset, out check);
        }

        return last is null ? check : last == bookmark.LastLine ? BookmarkCheck.Same : BookmarkCheck.Differs;
    }

    // The hash of the line that ends at an offset, with or without its newline there; null with the reason where it can't be told.
    private static UInt128? LastLine(IFileInput input, long start, long end, out BookmarkCheck check)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        var hash = new XxHash128();
        var beginSeen = start == 0;
        try
        {
            for (var offset = start; offset < end;)
            {
                var read = chunk.AsSpan(0, input.Read(offset, chunk.AsSpan(0, (int)Math.Min(ChunkBytes, end - offset))));
                if (read.IsEmpty)
                {
                    check = input.Damage is null ? BookmarkCheck.Shorter : BookmarkCheck.Damaged;
                    return null;
                }

                offset += read.Length;
                var line = offset == end && read[^1] == (byte)'\n' ? read[..^1] : read;
                var newline = line.LastIndexOf((byte)'\n');
                if (newline >= 0)
                {
                    hash.Reset();
                    beginSeen = true;
                }

                hash.Append(line[(newline + 1)..]);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        check = BookmarkCheck.Differs;
        return beginSeen ? hash.GetCurrentHashAsUInt128() : null;
    }
}
