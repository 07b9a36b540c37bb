using TetraBridge.Sources.ExportFile.Rotation;

namespace TetraBridge.Sources.ExportFile;

/// <summary>Notices by one status call whether reading could go on; no folder is read and nothing is opened for that.</summary>
internal sealed class PresentFileWatch(ExportFileSet set, TimeProvider time)
{
    private readonly PollPace _pace = new();

    /// <summary>Something was read: look again soon.</summary>
    public void Active() => _pace.Active();

    /// <summary>Returns when <paramref name="file"/> may have news, at the latest after <paramref name="atMost"/>.</summary>
    public async ValueTask WaitAsync(OpenExportFile? file, TimeSpan atMost, CancellationToken cancellation)
    {
        while (atMost > TimeSpan.Zero)
        {
            var pause = _pace.Next() is var next && next < atMost ? next : atMost;
            await Task.Delay(pause, time, cancellation).ConfigureAwait(false);
            atMost -= pause;
            if (HasNews(file))
            {
                return;
            }
        }
    }

    /// <summary>
    /// True where the file was replaced or has another size than was read; without a file or behind one that was left, where there is a
    /// present file.
    /// </summary>
    public bool HasNews(OpenExportFile? file)
    {
        var isThere = set.TryPresent(out var present);
        if (file is null or { IsLeft: true })
        {
            return isThere;
        }

        if (isThere && !present.IsSameFile(file.Entry.Status))
        {
            return true;
        }

        return (isThere ? present : file.Status).Size != file.ReadTo;
    }
}
