namespace TetraBridge.Events;

/// <summary>What a field of Tetragon's API holds, and how its JSON writes it. Readers take null for absent everywhere.</summary>
internal enum ApiFieldType
{
    /// <summary>Text.</summary>
    String,

    /// <summary>Bytes; base64 in JSON.</summary>
    Bytes,

    /// <summary>True or false; absent means false.</summary>
    Bool,

    /// <summary>A number in JSON; absent means 0.</summary>
    Int32,

    /// <summary>A number in JSON; absent means 0.</summary>
    UInt32,

    /// <summary>A string of digits in JSON; absent means 0.</summary>
    Int64,

    /// <summary>A string of digits in JSON, also above 2^63; absent means 0.</summary>
    UInt64,

    /// <summary>google.protobuf.Timestamp: RFC 3339 in JSON, with 0, 3, 6 or 9 digits of a second.</summary>
    Timestamp,

    /// <summary>google.protobuf.Duration: seconds with an s in JSON. Requests have it, no event yet.</summary>
    Duration,

    /// <summary>A name in JSON, or a number that the API has no name for; absent means the name of 0.</summary>
    Enum,

    /// <summary>Another message; absent differs from empty.</summary>
    Message,

    /// <summary>A map from string to string.</summary>
    Map,

    /// <summary>google.protobuf.BoolValue, a bare value in JSON: false differs from absent.</summary>
    BoolValue,

    /// <summary>google.protobuf.Int32Value, a bare value in JSON: 0 differs from absent.</summary>
    Int32Value,

    /// <summary>google.protobuf.UInt32Value, a bare value in JSON: 0 differs from absent.</summary>
    UInt32Value,
}
