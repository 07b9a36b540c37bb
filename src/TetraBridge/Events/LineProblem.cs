namespace TetraBridge.Events;

/// <summary>Why a line is no event; each such line becomes a dead letter with this reason.</summary>
internal enum LineProblem
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>Only blanks: counted, nothing else.</summary>
    Blank,

    /// <summary>No JSON, or JSON that breaks off.</summary>
    NotJson,

    /// <summary>Bytes that are no UTF-8.</summary>
    NotUtf8,

    /// <summary>Nested deeper than <see cref="EventReader.MaxDepth"/>.</summary>
    TooDeep,

    /// <summary>JSON, but not an object with an event in it.</summary>
    NoEvent,

    /// <summary>Two events in one object, or a key told twice: which one is meant?</summary>
    Ambiguous,

    /// <summary>The first part of a line that a container runtime split (CRI flag P): not whole.</summary>
    SplitByRuntime,
}
