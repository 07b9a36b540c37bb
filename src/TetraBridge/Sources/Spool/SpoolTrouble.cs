using Microsoft.Extensions.Logging;

namespace TetraBridge.Sources.Spool;

/// <summary>Tells that the disk refuses: at once, then each minute, and when it is over. Not thread-safe.</summary>
internal sealed class SpoolTrouble(SpoolOptions options, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan _each = TimeSpan.FromMinutes(1);

    private long? _told;

    /// <summary>True from the first refusal to <see cref="Over"/>.</summary>
    public bool IsOn => _told is not null;

    /// <summary>It refused.</summary>
    public void Say(string problem)
    {
        if (_told is not { } told || time.GetElapsedTime(told) >= _each)
        {
            _told = time.GetTimestamp();
            logger.CannotWrite(options.Folder, problem.TrimEnd('.'), options.MemoryBytes >> 20);
        }
    }

    /// <summary>It took what was written.</summary>
    public void Over()
    {
        if (_told is not null)
        {
            _told = null;
            logger.WritesAgain(options.Folder);
        }
    }
}
