using Microsoft.Extensions.Logging;

namespace TetraBridge.Sources.ExportFile;

/// <summary>What the journal tells the operator.</summary>
internal static partial class ExportFileLog
{
    /// <summary>The file or its folder can't be read.</summary>
    [LoggerMessage(LogLevel.Warning, "{File} can't be read: {Problem} Nothing is read from it until it can. Run as root, set Tetragon's export-file-perm, or mount the folder.")]
    public static partial void CannotRead(this ILogger logger, string file, string problem);

    /// <summary>It can again.</summary>
    [LoggerMessage(LogLevel.Information, "{File} can be read now.")]
    public static partial void CanRead(this ILogger logger, string file);

    /// <summary>There is nothing yet.</summary>
    [LoggerMessage(LogLevel.Information, "{File} isn't there yet: waiting for Tetragon to write it.")]
    public static partial void Waiting(this ILogger logger, string file);

    /// <summary>With `once`: there is nothing.</summary>
    [LoggerMessage(LogLevel.Warning, "{File} isn't there: nothing to read. See whether Tetragon exports to it (export-filename).")]
    public static partial void NothingThere(this ILogger logger, string file);

    /// <summary>Something is lost.</summary>
    [LoggerMessage(LogLevel.Error, "{Words}")]
    public static partial void Gap(this ILogger logger, string words);

    /// <summary>With `once`: the last line isn't whole.</summary>
    [LoggerMessage(LogLevel.Warning, "The last line of {File}, from byte {Offset} on, has no newline and isn't whole JSON: its {Length} bytes are left unread, the next run begins with them.")]
    public static partial void LeftUnread(this ILogger logger, string file, long offset, long length);
}
