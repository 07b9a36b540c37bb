namespace TetraBridge.Tests.Support.Mutations;

/// <summary>How a line can be spoilt.</summary>
internal enum MutationKind
{
    /// <summary>One byte becomes any other.</summary>
    FlipByte,

    /// <summary>A letter becomes another: the line stays whole JSON, with another key or value.</summary>
    ChangeLetter,

    /// <summary>A span is gone.</summary>
    Delete,

    /// <summary>A token of JSON stands where none was.</summary>
    InsertToken,

    /// <summary>A span stands twice.</summary>
    Duplicate,

    /// <summary>A member or item of the line stands twice, a comma between.</summary>
    RepeatMember,

    /// <summary>The line breaks off.</summary>
    Truncate,

    /// <summary>Two tokens of JSON have changed places.</summary>
    SwapTokens,

    /// <summary>NULs, as a power cut leaves them in a file.</summary>
    Nuls,

    /// <summary>Bytes that are no UTF-8.</summary>
    InvalidUtf8,

    /// <summary>A value is replaced by a deeply nested one.</summary>
    Nest,

    /// <summary>A string is replaced by a very long one.</summary>
    Lengthen,
}
