using TetraBridge.Sources.Spool.Backfill;

namespace TetraBridge.Sources.GrpcStream.Replays;

/// <summary>
/// Links lines that do not come by stream: those of the export file that fill a gap, and those that an earlier run left in the spool. Not
/// thread-safe.
/// </summary>
internal sealed class LineLinks(LiveProcesses live, ILineProcesses processes) : ILineLinks
{
    private readonly ReplayLinks _links = new(live);
    private byte[] _line = [];

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Link(ReadOnlySpan<byte> line)
    {
        _line = _line.Length >= line.Length ? _line : new byte[Math.Max(line.Length, 4096)];
        line.CopyTo(_line);
        return processes.TryRead(_line, 0, line.Length, out var process) ? _links.LinkEarlier(process, line) : line;
    }

    /// <summary>Takes up the processes of a line that was linked before.</summary>
    public void Remember(byte[] buffer, int start, int length)
    {
        if (processes.TryRead(buffer, start, length, out var process))
        {
            _links.LinkEarlier(process, []);
        }
    }
}
