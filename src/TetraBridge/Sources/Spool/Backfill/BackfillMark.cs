namespace TetraBridge.Sources.Spool.Backfill;

/// <summary>
/// Marks a line that was filled in: a last key, which is no part of the uid, and becomes the record's `tetrabridge.backfill`.
/// </summary>
internal static class BackfillMark
{
    private static ReadOnlySpan<byte> Ending => ",\"tetrabridge_backfill\":true}"u8;

    /// <summary>The line of an event, which is a JSON object with something in it, with the mark.</summary>
    public static byte[] On(ReadOnlySpan<byte> line)
    {
        var body = line.TrimEnd(" \t\r\n"u8)[..^1];
        return [.. body, .. Ending];
    }
}
