namespace TetraBridge.Sources.GrpcStream.Request;

/// <summary>What a key of a filter takes.</summary>
internal enum EventFilterType
{
    /// <summary>Texts.</summary>
    Texts,

    /// <summary>Numbers from 0 to 4294967295.</summary>
    Numbers,

    /// <summary>Names of <see cref="EventFilterKeys.Events"/>.</summary>
    Events,

    /// <summary>Names of <see cref="EventFilterKeys.Capabilities"/>.</summary>
    Capabilities,

    /// <summary>True or false.</summary>
    Truth,
}
