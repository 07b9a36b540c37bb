namespace TetraBridge.Events;

/// <summary>What a leaf's slice holds.</summary>
internal enum LeafKind : byte
{
    /// <summary>A string, unescaped.</summary>
    Text,

    /// <summary>A number as it was written.</summary>
    Number,

    /// <summary>true.</summary>
    True,

    /// <summary>false.</summary>
    False,

    /// <summary>An array of scalars as it was written, blanks included.</summary>
    List,

    /// <summary>An object, or an array of objects, as it was written, blanks included.</summary>
    Json,
}
