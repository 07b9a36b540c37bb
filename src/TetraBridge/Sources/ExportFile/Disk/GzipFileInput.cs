using System.Buffers.Binary;
using System.IO.Compression;
using Microsoft.Win32.SafeHandles;

namespace TetraBridge.Sources.ExportFile.Disk;

/// <summary>A packed backup. Reading on is cheap; stepping back unpacks from the beginning.</summary>
internal sealed class GzipFileInput(SafeFileHandle file) : IFileInput
{
    private const int SkipBytes = 64 * 1024;
    private readonly FileStream _packed = new(file, FileAccess.Read, bufferSize: 64 * 1024);
    private GZipStream? _unpacked;
    private long _position;

    /// <inheritdoc/>
    public string? Damage { get; private set; }

    /// <inheritdoc/>
    public int Read(long offset, Span<byte> buffer) => SeekTo(offset) ? Fill(buffer) : 0;

    /// <inheritdoc/>
    public FileStatus Status() => FileStat.TryOf(file, out var status) ? status : default;

    /// <summary>The unpacked size that the last four bytes tell (modulo 4 GiB); null where there are none.</summary>
    public long? SizeTold()
    {
        Span<byte> size = stackalloc byte[sizeof(uint)];
        try
        {
            var length = RandomAccess.GetLength(file);
            return length >= size.Length && RandomAccess.Read(file, size, length - size.Length) == size.Length
                ? BinaryPrimitives.ReadUInt32LittleEndian(size)
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _unpacked?.Dispose();
        _packed.Dispose();
    }

    private bool SeekTo(long offset)
    {
        if (_unpacked is null || offset < _position)
        {
            _unpacked?.Dispose();
            _packed.Position = 0;
            _unpacked = new GZipStream(_packed, CompressionMode.Decompress, leaveOpen: true);
            _position = 0;
            Damage = null;
        }

        if (_position == offset)
        {
            return true;
        }

        var skipped = new byte[SkipBytes];
        while (_position < offset)
        {
            if (Fill(skipped.AsSpan(0, (int)Math.Min(skipped.Length, offset - _position))) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private int Fill(Span<byte> buffer)
    {
        var filled = 0;
        while (filled < buffer.Length && Damage is null)
        {
            var count = Unpack(buffer[filled..]);
            if (count == 0)
            {
                break;
            }

            filled += count;
            _position += count;
        }

        return filled;
    }

    private int Unpack(Span<byte> buffer)
    {
        try
        {
            var count = _unpacked!.Read(buffer);
            if (count == 0 && SizeTold() != (uint)_position)
            {
                // GZipStream takes a cut-off file for a finished one; the size in the trailer tells them apart.
                Damage = "the packed data ends too early";
            }

            return count;
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            Damage = e.Message;
            return 0;
        }
    }
}
