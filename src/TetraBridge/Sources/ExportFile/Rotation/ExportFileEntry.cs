using TetraBridge.Sources.ExportFile.Disk;

namespace TetraBridge.Sources.ExportFile.Rotation;

/// <summary>One file of the journal, as a look found it.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="RotatedAt">For a backup, the time in its name; null for the present file.</param>
/// <param name="IsPacked">True for gzip.</param>
/// <param name="Status">What the file system says.</param>
/// <param name="Identity">What its content says.</param>
internal sealed record ExportFileEntry(string Path, DateTime? RotatedAt, bool IsPacked, FileStatus Status, FileIdentity Identity)
{
    /// <summary>The newest backup when this was seen as the present file: the name that this gets tells a later time.</summary>
    public DateTime Behind { get; init; } = DateTime.MinValue;

    /// <summary>The file's name without its folder.</summary>
    public string Name { get; } = System.IO.Path.GetFileName(Path);

    /// <summary>True for the file that the agent writes now.</summary>
    public bool IsPresent => RotatedAt is null;

    /// <summary>True where nothing will be added.</summary>
    public bool IsFinished => !IsPresent || IsPacked;

    /// <summary>The fingerprint; null where it has no whole first line yet or can't be read.</summary>
    public UInt128? File => Identity.File;
}
