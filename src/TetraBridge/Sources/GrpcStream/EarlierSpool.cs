using TetraBridge.Sources.Spool;

namespace TetraBridge.Sources.GrpcStream;

/// <summary>What an earlier run left tells since when nobody listened to the agent.</summary>
internal static class EarlierSpool
{
    /// <summary>The time from the last line that an earlier run wrote, or from the begin of a gap that it did not come to tell; null where none did.</summary>
    public static Outage? Outage(string folder)
    {
        var written = new DirectoryInfo(folder) is { Exists: true } there
            ? there.EnumerateFiles(Path.GetFileNameWithoutExtension(SpoolOptions.FileName) + "*").Where(file => file.Length > 0).Select(file => file.LastWriteTimeUtc).DefaultIfEmpty().Max()
            : default;
        if (written == default)
        {
            return null;
        }

        var last = new DateTimeOffset(written, TimeSpan.Zero);
        return new UntoldGaps(folder).Earlier() is { } begin && begin < last
            ? new Outage(begin, $"the bridge was not running from {last.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} on, and before it had an outage that it did not come to tell")
            : new Outage(last, "the bridge was not running");
    }
}
