using TetraBridge.Sources.ExportFile.Disk;

namespace TetraBridge.Sources.ExportFile.Rotation;

/// <summary>
/// Decides by content which file comes next: where a reader begins, and where it goes on behind a file. What it can't find becomes a gap.
/// Not thread-safe.
/// </summary>
internal sealed class NextFileFinder(ExportFileSet set)
{
    private ExportFileListing _seen = ExportFileListing.Empty;
    private DateTime? _beginBehind;

    /// <summary>What is there now; what was there before where the folder can't be read.</summary>
    public ExportFileListing Look() => set.Look() is { Problem: null } listing ? _seen = listing : _seen;

    /// <summary>Where a reader begins.</summary>
    public ReadingPlace Start(Bookmarked? bookmark, JournalStart start)
    {
        var listing = set.Look();
        if (listing.Problem is not null)
        {
            return new ReadingPlace(null, Problem: listing.Problem);
        }

        _seen = listing;
        return bookmark is { } at ? AtBookmark(listing, at) : start == JournalStart.End ? AtEnd(listing) : AtOldest(listing, null);
    }

    /// <summary>Where a reader goes on that is through with a file.</summary>
    /// <param name="left">The file as it was seen; it should still be open, so that its inode can't be another's by now.</param>
    /// <param name="position">Where its reading ended; null where it had no first line.</param>
    public ReadingPlace Next(ExportFileEntry left, Position? position)
    {
        var listing = set.Look();
        if (listing.Problem is not null)
        {
            return new ReadingPlace(null, Problem: listing.Problem);
        }

        var before = _seen;
        var at = listing.IndexOf(left, position?.File);
        if (at >= 0)
        {
            _seen = listing;
            return at + 1 < listing.Files.Count ? new ReadingPlace(listing.Files[at + 1]) : default;
        }

        return AfterLost(before, listing, left, position);
    }

    /// <summary>
    /// Whether what was opened under the present file's name is the file that was looked at: a packed backup frees its inode, so that both
    /// can be a later file's, and all in between would be skipped. The first line tells; where there is none yet, that no rotation was
    /// since.
    /// </summary>
    public bool IsStill(ExportFileEntry present, IFileInput opened) => (present.File, Fingerprint.Of(opened, isFinished: false)) switch
    {
        ({ } looked, { } now) => now == looked,
        _ => set.Look().Present is { } still && still.Status.IsSameFile(present.Status) && still.Behind == present.Behind,
    };

    // The file that was left is gone from the folder. What followed it in the last look and is still there follows it now.
    private ReadingPlace AfterLost(ExportFileListing before, ExportFileListing now, ExportFileEntry left, Position? position)
    {
        long missing = 0;
        for (var i = before.IndexOf(left, position?.File) + 1; i > 0 && i < before.Files.Count; i++)
        {
            var follower = before.Files[i];
            // Nobody held it open, so its inode alone can be another file's by now.
            var at = follower.File is null ? -1 : now.IndexOf(follower, follower.File);
            if (at >= 0)
            {
                _seen = now;
                return new ReadingPlace(now.Files[at], Gap: missing == 0 ? null : PendingGap.RotatedAway(left.Name, missing, position));
            }

            missing += follower.Identity.Bytes;
        }

        if (now.Files.Count == 0)
        {
            return default;
        }

        _seen = now;
        return new ReadingPlace(now.Files[0], Gap: PendingGap.RotatedAway(left.Name, null, position));
    }

    private ReadingPlace AtBookmark(ExportFileListing listing, Bookmarked bookmark)
    {
        ReadingPlace? changed = null;
        foreach (var entry in listing.Files.Select(WithHalfFirstLine).Where(f => f.File == bookmark.Position.File))
        {
            using var input = set.Open(entry, out var problem);
            if (input is null)
            {
                return new ReadingPlace(null, Problem: problem);
            }

            var check = BookmarkChecker.Check(input, bookmark);
            if (check is BookmarkCheck.Same or BookmarkCheck.Damaged)
            {
                return new ReadingPlace(entry, bookmark.Position.Offset);
            }

            changed ??= check == BookmarkCheck.Shorter ? AtCut(entry, input, bookmark.Position) : Anew(entry, bookmark.Position);
        }

        if (changed is { } again)
        {
            return again;
        }

        // A file that can't be read could be the one: nothing is given up before that is known.
        return listing.UnreadableFile is { } unreadable
            ? new ReadingPlace(null, Problem: unreadable)
            : AtOldest(listing, PendingGap.BookmarkedGone(set.PresentName, bookmark.Position));
    }

    // It begins with the same line and ends earlier: what is left was read before (decisions 1).
    private static ReadingPlace AtCut(ExportFileEntry entry, IFileInput input, Position bookmark)
    {
        var end = LastNewline.Before(input, Math.Min(entry.Identity.Bytes, bookmark.Offset));
        return end > 0 ? new ReadingPlace(entry, end, PendingGap.CutBefore(entry.Name, bookmark, end)) : Anew(entry, bookmark);
    }

    private static ReadingPlace Anew(ExportFileEntry entry, Position bookmark) => new(entry, 0, PendingGap.ChangedBefore(entry.Name, bookmark));

    // A bookmark can stand behind a first line that had no newline yet when it was taken (`once`, decisions 7): then that is the file's
    // name.
    private ExportFileEntry WithHalfFirstLine(ExportFileEntry entry)
    {
        if (entry is not { File: null, Identity.Problem: null })
        {
            return entry;
        }

        using var input = set.Open(entry, out _);
        return input is null ? entry : entry with { Identity = entry.Identity with { File = Fingerprint.Of(input, isFinished: true) } };
    }

    private static ReadingPlace AtOldest(ExportFileListing listing, PendingGap? gap) =>
        listing.Files is [var oldest, ..] ? new ReadingPlace(oldest, Gap: gap) : default;

    private ReadingPlace AtEnd(ExportFileListing listing)
    {
        if (_beginBehind is { } behind)
        {
            return listing.Files.FirstOrDefault(f => f.IsPresent || f.RotatedAt > behind) is { } first ? new ReadingPlace(first) : default;
        }

        if (listing.Present is not { } present)
        {
            _beginBehind = listing.NewestBackup ?? DateTime.MinValue;
            return default;
        }

        using var input = set.Open(present, out var problem);
        return input is null
            ? new ReadingPlace(null, Problem: problem)
            : new ReadingPlace(present, present.File is null ? 0 : LastNewline.Before(input, present.Identity.Bytes));
    }
}
