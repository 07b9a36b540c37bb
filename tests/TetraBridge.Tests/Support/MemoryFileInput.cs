using System.Runtime.InteropServices;
using TetraBridge.Sources.ExportFile.Disk;

namespace TetraBridge.Tests.Support;

/// <summary>Reads bytes in memory as a file.</summary>
internal sealed class MemoryFileInput(List<byte> content) : IFileInput
{
    /// <inheritdoc/>
    public string? Damage => null;

    /// <inheritdoc/>
    public int Read(long offset, Span<byte> buffer)
    {
        var rest = CollectionsMarshal.AsSpan(content)[(int)Math.Min(offset, content.Count)..];
        rest = rest[..Math.Min(rest.Length, buffer.Length)];
        rest.CopyTo(buffer);
        return rest.Length;
    }

    /// <inheritdoc/>
    public FileStatus Status() => default;

    public void Dispose()
    {
    }
}
