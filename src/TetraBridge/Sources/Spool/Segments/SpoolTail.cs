using TetraBridge.Sources.ExportFile.Rotation;

namespace TetraBridge.Sources.Spool.Segments;

/// <summary>
/// The newest lines that an earlier run left in a spool, at most so many bytes. To be read before the spool is opened for writing.
/// </summary>
internal sealed class SpoolTail(ISpoolFiles files, int most)
{
    /// <summary>What is done with a line, which lies in the buffer without its newline.</summary>
    public delegate void Take(byte[] buffer, int start, int length);

    /// <summary>Hands out the lines, oldest first; what can't be read is left out.</summary>
    public void Read(Take take)
    {
        try
        {
            foreach (var (name, offset, bytes) in Newest())
            {
                Read(name, offset, bytes, take);
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // The routes, which must read them, tell it.
        }
    }

    private List<(string Name, long Offset, int Bytes)> Newest()
    {
        var parts = new List<(string, long, int)>();
        var room = most;
        foreach (var (name, bytes) in files.List().Where(static file => IsSegment(file.Name)).OrderBy(static file => file.Name == SpoolOptions.FileName).ThenBy(static file => file.Name, StringComparer.Ordinal).Reverse())
        {
            var part = (int)Math.Min(bytes, room);
            parts.Add((name, bytes - part, part));
            room -= part;
            if (room == 0)
            {
                break;
            }
        }

        parts.Reverse();
        return parts;
    }

    private static bool IsSegment(string name) =>
        name == SpoolOptions.FileName || (BackupName.TryParse(SpoolOptions.FileName, name, out var backup) && !backup.IsPacked);

    private void Read(string name, long offset, int bytes, Take take)
    {
        using var input = files.Read(name);
        var buffer = new byte[bytes];
        var filled = 0;
        while (input is not null && filled < bytes && input.Read(offset + filled, buffer.AsSpan(filled)) is > 0 and var read)
        {
            filled += read;
        }

        // It may begin within a line, and end within one that a crash cut off.
        var start = offset == 0 ? 0 : buffer.AsSpan(0, filled).IndexOf((byte)'\n') + 1;
        while (buffer.AsSpan(start, filled - start).IndexOf((byte)'\n') is >= 0 and var length)
        {
            take(buffer, start, length);
            start += length + 1;
        }
    }
}
