using TetraBridge.Sources.ExportFile.Disk;

namespace TetraBridge.Tests.Sources.ExportFile;

/// <summary>The real file system, where something happens before one of the calls.</summary>
/// <param name="at">Before which call, counted from 0.</param>
/// <param name="happens">What.</param>
internal sealed class InterruptedFolder(int at, Action happens) : IExportFolder
{
    private const int MostCalls = 10_000;

    private readonly ExportFolder _folder = new();

    /// <summary>How many calls there were.</summary>
    public int Calls { get; private set; }

    /// <inheritdoc/>
    public bool TryStatus(string path, out FileStatus status)
    {
        Pass();
        return _folder.TryStatus(path, out status);
    }

    /// <inheritdoc/>
    public IEnumerable<string> Files(string folder)
    {
        Pass();
        return _folder.Files(folder);
    }

    /// <inheritdoc/>
    public IFileInput? Open(string path, bool isPacked, in FileStatus expected, out string? problem)
    {
        Pass();
        return _folder.Open(path, isPacked, expected, out problem);
    }

    private void Pass()
    {
        Assert.True(Calls < MostCalls, "a reader that only looks never ends");
        if (Calls++ == at)
        {
            happens();
        }
    }
}
