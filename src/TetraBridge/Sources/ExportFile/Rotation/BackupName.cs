using System.Globalization;

namespace TetraBridge.Sources.ExportFile.Rotation;

/// <summary>What the name of a backup says: `NAME-2006-01-02T15-04-05.000.EXT`, with `.gz` behind it once it is packed.</summary>
/// <param name="RotatedAt">When the agent renamed the file, UTC: the order of backups (a packed one has a new modification time).</param>
/// <param name="IsPacked">True for `.gz`.</param>
internal readonly record struct BackupName(DateTime RotatedAt, bool IsPacked)
{
    private const string Format = "yyyy-MM-dd'T'HH-mm-ss.fff";
    private const string Packed = ".gz";

    /// <summary>
    /// True where <paramref name="name"/> is a backup of the export file <paramref name="exportName"/> (both without folder); `.gz.tmp` is
    /// not.
    /// </summary>
    public static bool TryParse(string exportName, ReadOnlySpan<char> name, out BackupName backup)
    {
        backup = default;
        var isPacked = name.EndsWith(Packed, StringComparison.Ordinal);
        var rest = isPacked ? name[..^Packed.Length] : name;

        var extension = Path.GetExtension(exportName.AsSpan());
        var stem = exportName.AsSpan(0, exportName.Length - extension.Length);
        if (rest.Length != stem.Length + 1 + TimeLength + extension.Length
            || !rest.StartsWith(stem, StringComparison.Ordinal)
            || rest[stem.Length] != '-'
            || !rest.EndsWith(extension, StringComparison.Ordinal)
            || !DateTime.TryParseExact(
                rest.Slice(stem.Length + 1, TimeLength),
                Format,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var rotatedAt))
        {
            return false;
        }

        backup = new BackupName(rotatedAt, isPacked);
        return true;
    }

    /// <summary>The name of a backup, unpacked.</summary>
    public static string Of(string exportName, DateTime rotatedAt)
    {
        var extension = Path.GetExtension(exportName);
        var stem = exportName[..^extension.Length];
        return $"{stem}-{rotatedAt.ToString(Format, CultureInfo.InvariantCulture)}{extension}";
    }

    private static int TimeLength => "2006-01-02T15-04-05.000".Length;
}
