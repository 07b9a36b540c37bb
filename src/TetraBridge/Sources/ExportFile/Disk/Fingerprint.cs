using System.Buffers;
using System.IO.Hashing;

namespace TetraBridge.Sources.ExportFile.Disk;

/// <summary>
/// Knows a file by the XxHash128 of its whole first line without its newline, unpacked (decisions 1): names change at rotation, inodes when
/// a backup is packed, and thousands of real lines share their first 1,000 bytes. Memory is bounded, however long that line is.
/// </summary>
internal static class Fingerprint
{
    private const int ChunkBytes = 16 * 1024;

    /// <summary>The fingerprint; null while the first line isn't complete.</summary>
    /// <param name="input">The file.</param>
    /// <param name="isFinished">True where nothing will be added (a backup): what there is of a first line counts as the line.</param>
    public static UInt128? Of(IFileInput input, bool isFinished)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            XxHash128? ofLongLine = null;
            for (long offset = 0; ;)
            {
                var read = chunk.AsSpan(0, input.Read(offset, chunk.AsSpan(0, ChunkBytes)));
                var newline = read.IndexOf((byte)'\n');
                if (newline >= 0 && ofLongLine is null)
                {
                    return XxHash128.HashToUInt128(read[..newline]);
                }

                if (read.IsEmpty)
                {
                    return isFinished && ofLongLine is not null ? ofLongLine.GetCurrentHashAsUInt128() : null;
                }

                ofLongLine ??= new XxHash128();
                ofLongLine.Append(newline < 0 ? read : read[..newline]);
                if (newline >= 0)
                {
                    return ofLongLine.GetCurrentHashAsUInt128();
                }

                offset += read.Length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }
}
