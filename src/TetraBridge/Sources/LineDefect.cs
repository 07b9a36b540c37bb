namespace TetraBridge.Sources;

/// <summary>Why a line can't be handed out whole.</summary>
internal enum LineDefect
{
    /// <summary>Longer than the line limit.</summary>
    TooLong,

    /// <summary>The file ended, by rotation, without a newline behind it.</summary>
    NoNewline,
}
