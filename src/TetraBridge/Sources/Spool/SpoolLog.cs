using Microsoft.Extensions.Logging;
using TetraBridge.Sources.Spool.Gaps;

namespace TetraBridge.Sources.Spool;

/// <summary>What a spool tells the operator.</summary>
internal static partial class SpoolLog
{
    /// <summary>The disk does not take lines.</summary>
    [LoggerMessage(LogLevel.Error, "The spool {Folder} can't be written: {Problem}. Up to {Megabytes} MiB are kept in memory meanwhile, then the newest events are lost. Free space there, or set another state folder.")]
    public static partial void CannotWrite(this ILogger logger, string folder, string problem, int megabytes);

    /// <summary>It does again.</summary>
    [LoggerMessage(LogLevel.Information, "The spool {Folder} is written again.")]
    public static partial void WritesAgain(this ILogger logger, string folder);

    /// <summary>Fsync failed.</summary>
    [LoggerMessage(LogLevel.Error, "The spool {Folder} can't be brought to the disk (fsync): {Problem}. A power cut now would lose events. See the kernel's log for the disk.")]
    public static partial void CannotSync(this ILogger logger, string folder, string problem);

    /// <summary>Something is lost.</summary>
    [LoggerMessage(LogLevel.Error, "{Words}")]
    public static partial void SpoolGap(this ILogger logger, string words);

    /// <summary>The process ends while the disk still takes nothing.</summary>
    [LoggerMessage(LogLevel.Error, "The spool {Folder} still can't be written at the end: {Bytes} bytes of events in memory are lost.")]
    public static partial void LostAtEnd(this ILogger logger, string folder, long bytes);

    /// <summary>A folder of a source that is no more.</summary>
    [LoggerMessage(LogLevel.Warning, "{Folder} is the spool of a source that the configuration no longer names: its {Bytes} bytes of events are not delivered. Name the source again to deliver them, or remove the folder.")]
    public static partial void LeftOver(this ILogger logger, string folder, long bytes);

    /// <summary>An export file can't be read for a backfill.</summary>
    [LoggerMessage(LogLevel.Warning, "source {Source}: the agent's export file can't be read to fill a gap: {Problem}. The gap is reported as not complete. May we read the file, and its folder?")]
    public static partial void CannotFill(this ILogger logger, string source, string problem);
}
