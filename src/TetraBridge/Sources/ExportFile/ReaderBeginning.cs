namespace TetraBridge.Sources.ExportFile;

/// <summary>Where a reader begins, and whether it ends; see <see cref="IJournal.Open"/>.</summary>
internal sealed record ReaderBeginning(Bookmarked? Bookmark, JournalStart Start, bool Once);
