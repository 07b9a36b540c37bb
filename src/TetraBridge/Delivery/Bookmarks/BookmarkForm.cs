using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TetraBridge.Sources;

namespace TetraBridge.Delivery.Bookmarks;

/// <summary>How a bookmark is written, in a file or in a transaction: small JSON (decisions 1).</summary>
internal static partial class BookmarkForm
{
    /// <summary>The form that this version writes; a newer one is refused (design law 9).</summary>
    public const int Version = 1;

    /// <summary>The bookmark for people and programs.</summary>
    public static byte[] Indented(Bookmark bookmark, DateTimeOffset now) =>
        JsonSerializer.SerializeToUtf8Bytes(Of(bookmark, now), IndentedJson.Default.Form);

    /// <summary>The bookmark in one line: some 300 bytes.</summary>
    public static byte[] Compact(Bookmark bookmark, DateTimeOffset now) =>
        JsonSerializer.SerializeToUtf8Bytes(Of(bookmark, now), CompactJson.Default.Form);

    /// <summary>
    /// The form's version; null where it tells none. A newer form may differ in all else, so that is read first and for itself.
    /// </summary>
    public static int? VersionOf(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, CompactJson.Default.VersionOnly)?.Version;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The bookmark; null where the bytes can't be understood.</summary>
    public static Bookmark? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, CompactJson.Default.Form) is { Version: Version, Offset: >= 0, Totals: { } totals } form
                && Hash(form.File, out var fingerprint) && Hash(form.LastLine, out var lastLine)
                ? new Bookmark(new Bookmarked(new Position(fingerprint, form.Offset), lastLine), form.NewestTime, totals)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Form Of(Bookmark bookmark, DateTimeOffset now) => new(
        Version,
        bookmark.Place.Position.File.ToString("x32", CultureInfo.InvariantCulture),
        bookmark.Place.Position.Offset,
        bookmark.Place.LastLine.ToString("x32", CultureInfo.InvariantCulture),
        bookmark.NewestTime,
        bookmark.Totals,
        now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));

    private static bool Hash(string? text, out UInt128 hash) =>
        UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out hash);

    private sealed record VersionOnly(int Version);

    private sealed record Form(int Version, string? File, long Offset, string? LastLine, long NewestTime, Tally? Totals, string? Saved);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true)]
    [JsonSerializable(typeof(Form))]
    [JsonSerializable(typeof(VersionOnly))]
    private sealed partial class CompactJson : JsonSerializerContext;

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, IgnoreReadOnlyProperties = true)]
    [JsonSerializable(typeof(Form))]
    private sealed partial class IndentedJson : JsonSerializerContext;
}
