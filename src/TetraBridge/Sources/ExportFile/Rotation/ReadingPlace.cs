namespace TetraBridge.Sources.ExportFile.Rotation;

/// <summary>Where reading goes on.</summary>
/// <param name="Entry">The file; null where there is none yet.</param>
/// <param name="Offset">Where in it, in unpacked bytes.</param>
/// <param name="Gap">What was lost before it; null where nothing was.</param>
/// <param name="Problem">What stands in the way, where there is no file; null where it just isn't there yet.</param>
internal readonly record struct ReadingPlace(ExportFileEntry? Entry, long Offset = 0, PendingGap? Gap = null, string? Problem = null);
