using TetraBridge.Sources.Spool;

namespace TetraBridge.Sources.GrpcStream;

/// <summary>What an earlier run left tells since when nobody listened to the agent.</summary>
internal static class EarlierSpool
{
    /// <summary>The time from the last line that an earlier run wrote; null where none did.</summary>
    public static Outage? Outage(string folder)
    {
        var written = new DirectoryInfo(folder) is { Exists: true } there
            ? there.EnumerateFiles(Path.GetFileNameWithoutExtension(SpoolOptions.FileName) + "*").Where(file => file.Length > 0).Select(file => file.LastWriteTimeUtc).DefaultIfEmpty().Max()
            : default;
        return written == default ? null : new Outage(new DateTimeOffset(written, TimeSpan.Zero), "the bridge was not running");
    }
}
