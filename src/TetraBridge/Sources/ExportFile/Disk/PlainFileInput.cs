using Microsoft.Win32.SafeHandles;

namespace TetraBridge.Sources.ExportFile.Disk;

/// <summary>A file that is not packed; its open descriptor stays good through renames and removal.</summary>
internal sealed class PlainFileInput(SafeFileHandle file) : IFileInput
{
    /// <inheritdoc/>
    public string? Damage { get; private set; }

    /// <inheritdoc/>
    public int Read(long offset, Span<byte> buffer)
    {
        Damage = null;
        try
        {
            return RandomAccess.Read(file, buffer, offset);
        }
        catch (IOException e)
        {
            Damage = e.Message;
            return 0;
        }
    }

    /// <inheritdoc/>
    public FileStatus Status() => FileStat.TryOf(file, out var status) ? status : default;

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
