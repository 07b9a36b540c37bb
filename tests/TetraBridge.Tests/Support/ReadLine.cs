using TetraBridge.Sources;

namespace TetraBridge.Tests.Support;

/// <summary>A line as a test sees it that read a journal: what it says, where it ends, and the bookmark behind it.</summary>
internal sealed record ReadLine(string Text, Bookmarked Bookmark)
{
    /// <summary>The fingerprint of its file.</summary>
    public UInt128 File => Bookmark.Position.File;

    /// <summary>The offset behind it.</summary>
    public long End => Bookmark.Position.Offset;
}
