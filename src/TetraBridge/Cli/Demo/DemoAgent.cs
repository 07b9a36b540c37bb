using TetraBridge.Sources.ExportFile.Rotation;

namespace TetraBridge.Cli.Demo;

/// <summary>
/// Writes events as Tetragon does: appends to its export file, and halfway renames it to a backup and goes on in a new one.
/// </summary>
/// <param name="file">The export file.</param>
/// <param name="lines">What to write, each with its newline.</param>
/// <param name="duration">How long to take for it.</param>
/// <param name="clock">The clock.</param>
internal sealed class DemoAgent(string file, IReadOnlyList<byte[]> lines, TimeSpan duration, TimeProvider clock)
{
    private const int Steps = 40;

    private int _written;

    /// <summary>How many lines are written. Thread-safe.</summary>
    public int Written => Volatile.Read(ref _written);

    /// <summary>Writes all lines.</summary>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        for (var step = 1; step <= Steps; step++)
        {
            var until = lines.Count * step / Steps;
            await AppendAsync(until, cancellation).ConfigureAwait(false);
            if (step == Steps / 2)
            {
                File.Move(
                    file, Path.Combine(Path.GetDirectoryName(file)!, BackupName.Of(Path.GetFileName(file), clock.GetUtcNow().UtcDateTime)));
            }

            await Task.Delay(duration / Steps, clock, cancellation).ConfigureAwait(false);
        }
    }

    private async Task AppendAsync(int until, CancellationToken cancellation)
    {
        var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        await using (stream.ConfigureAwait(false))
        {
            for (var i = _written; i < until; i++)
            {
                await stream.WriteAsync(lines[i], cancellation).ConfigureAwait(false);
            }
        }

        Volatile.Write(ref _written, until);
    }
}
