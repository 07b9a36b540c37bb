using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TetraBridge.Files;
using TetraBridge.Sources;

namespace TetraBridge.Delivery;

/// <summary>The file of a route's bookmark: small JSON, written to a temporary name, fsynced, renamed. One owner at a time.</summary>
internal sealed partial class BookmarkFile(string path)
{
    /// <summary>The form that this version writes; a newer one is refused (design law 9).</summary>
    public const int FormatVersion = 1;

    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>Reads the bookmark; null where there is none. A file that can't be understood is set aside and told in <paramref name="damage"/>.</summary>
    /// <exception cref="StateException">A newer version wrote it, or it can't be read.</exception>
    public Bookmark? Load(out string? damage)
    {
        damage = null;
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(Path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StateException($"the bookmark {Path} can't be read: {failure.Message}");
        }

        if (VersionOf(bytes) is > FormatVersion and var newer)
        {
            throw new StateException($"the bookmark {Path} was written by a newer TetraBridge (form {newer}, this one knows {FormatVersion}): run that version, or start anew with --reset");
        }

        if (Understand(bytes) is { } bookmark)
        {
            return bookmark;
        }

        damage = $"the bookmark {Path} can't be understood; it is kept as {SetAside()}";
        return null;
    }

    /// <summary>Replaces the bookmark; it is on the disk when this returns.</summary>
    public void Save(Bookmark bookmark, DateTimeOffset now)
    {
        var form = new Form(
            FormatVersion,
            bookmark.Place.Position.File.ToString("x32", CultureInfo.InvariantCulture),
            bookmark.Place.Position.Offset,
            bookmark.Place.LastLine.ToString("x32", CultureInfo.InvariantCulture),
            bookmark.NewestTime,
            bookmark.Totals,
            now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        AtomicFile.Write(Path, JsonSerializer.SerializeToUtf8Bytes(form, BookmarkJson.Default.Form));
    }

    /// <summary>Forgets the bookmark.</summary>
    public void Delete() => File.Delete(Path);

    // A newer form may differ in all but the version, so that is read first and for itself.
    private static int? VersionOf(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, BookmarkJson.Default.VersionOnly)?.Version;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Bookmark? Understand(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, BookmarkJson.Default.Form) is { Version: FormatVersion, Offset: >= 0, Totals: { } totals } file
                && Hash(file.File, out var fingerprint) && Hash(file.LastLine, out var lastLine)
                ? new Bookmark(new Bookmarked(new Position(fingerprint, file.Offset), lastLine), file.NewestTime, totals)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string SetAside()
    {
        var aside = Path + ".damaged";
        try
        {
            File.Move(Path, aside, overwrite: true);
            return aside;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StateException($"the bookmark {Path} can't be understood, nor be renamed to {aside}: {failure.Message}");
        }
    }

    private static bool Hash(string? text, out UInt128 hash) => UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out hash);

    private sealed record VersionOnly(int Version);

    private sealed record Form(int Version, string? File, long Offset, string? LastLine, long NewestTime, Tally? Totals, string? Saved);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, IgnoreReadOnlyProperties = true)]
    [JsonSerializable(typeof(Form))]
    [JsonSerializable(typeof(VersionOnly))]
    private sealed partial class BookmarkJson : JsonSerializerContext;
}
