using System.IO.Compression;
using System.Text;
using TetraBridge.Sources.ExportFile.Rotation;

namespace TetraBridge.Tests.Support;

/// <summary>
/// Writes an export file as Tetragon does: appends lines, renames it to `NAME-TIME.EXT` and creates a new one, packs backups by way of `.gz.tmp`,
/// removes the oldest. Its own clock makes each rotation a second later than the one before.
/// </summary>
internal sealed class ExportFileWriter(string path, DateTime? firstRotation = null)
{
    private DateTime _clock = firstRotation ?? new DateTime(2026, 11, 23, 23, 18, 6, 107, DateTimeKind.Utc);

    /// <summary>The present file.</summary>
    public string Path { get; } = path;

    /// <summary>Backups, oldest first, by the name that they have now.</summary>
    public List<string> Backups { get; } = [];

    /// <summary>Appends whole lines.</summary>
    public ExportFileWriter Append(params IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            AppendBytes(Encoding.UTF8.GetBytes(line + "\n"));
        }

        return this;
    }

    /// <summary>Appends bytes as they are; creates the file where it isn't there.</summary>
    public ExportFileWriter AppendBytes(ReadOnlySpan<byte> bytes)
    {
        using var file = new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.Write(bytes);
        return this;
    }

    /// <summary>Renames the present file and creates an empty one; the backup's path.</summary>
    public string Rotate()
    {
        var backup = RotateAway();
        AppendBytes([]);
        return backup;
    }

    /// <summary>The first half of a rotation: renames the present file, so that there is none.</summary>
    public string RotateAway()
    {
        var backup = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, BackupName.Of(System.IO.Path.GetFileName(Path), _clock));
        _clock = _clock.AddSeconds(1);
        File.Move(Path, backup);
        Backups.Add(backup);
        return backup;
    }

    /// <summary>Packs a backup as the agent does; with <paramref name="keepBoth"/> stops before the unpacked one is removed.</summary>
    public string Compress(string backup, bool keepBoth = false)
    {
        var temporary = backup + ".gz.tmp";
        File.WriteAllBytes(temporary, Pack(File.ReadAllBytes(backup)));

        File.Move(temporary, backup + ".gz");
        Backups[Backups.IndexOf(backup)] = backup + ".gz";
        if (!keepBoth)
        {
            File.Delete(backup);
        }

        return backup + ".gz";
    }

    /// <summary>Removes the oldest backups, so that so many remain.</summary>
    public void KeepBackups(int count)
    {
        while (Backups.Count > count)
        {
            File.Delete(Backups[0]);
            Backups.RemoveAt(0);
        }
    }

    /// <summary>Gzip as Go's: also of nothing there is a header and a trailer, where .NET writes none.</summary>
    public static byte[] Pack(byte[] content)
    {
        if (content.Length == 0)
        {
            return Convert.FromHexString("1F8B08000000000000FF010000FFFF0000000000000000");
        }

        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
