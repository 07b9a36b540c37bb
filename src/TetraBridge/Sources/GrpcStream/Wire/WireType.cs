namespace TetraBridge.Sources.GrpcStream.Wire;

/// <summary>How a field's value stands on the wire; the lowest three bits of its tag.</summary>
internal enum WireType
{
    /// <summary>Numbers, truths and enums.</summary>
    Varint = 0,

    /// <summary>Eight bytes.</summary>
    Fixed64 = 1,

    /// <summary>A length and so many bytes.</summary>
    Delimited = 2,

    /// <summary>The begin of a group (deprecated).</summary>
    GroupStart = 3,

    /// <summary>The end of a group.</summary>
    GroupEnd = 4,

    /// <summary>Four bytes.</summary>
    Fixed32 = 5,
}
