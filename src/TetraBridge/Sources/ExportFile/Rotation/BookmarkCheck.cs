namespace TetraBridge.Sources.ExportFile.Rotation;

/// <summary>What stands before a bookmark.</summary>
internal enum BookmarkCheck
{
    /// <summary>The line that stood there when it was made.</summary>
    Same,

    /// <summary>Another line.</summary>
    Differs,

    /// <summary>Nothing: the file ends before it.</summary>
    Shorter,

    /// <summary>Not known: the file can't be read that far.</summary>
    Damaged,
}
