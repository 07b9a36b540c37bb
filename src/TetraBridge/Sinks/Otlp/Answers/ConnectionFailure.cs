namespace TetraBridge.Sinks.Otlp.Answers;

/// <summary>Why no answer came.</summary>
internal enum ConnectionFailure
{
    /// <summary>Something that no row of ours knows.</summary>
    Unexpected,

    /// <summary>The request was sent, and its time ran out.</summary>
    TimedOut,

    /// <summary>The connection broke while the request or its answer was under way.</summary>
    Broken,

    /// <summary>There was no connection at all: nothing was sent.</summary>
    NotConnected,

    /// <summary>The host's name has no address.</summary>
    NameUnknown,

    /// <summary>A certificate was refused, by us or by the receiver.</summary>
    Certificate,

    /// <summary>A proxy refused to pass the connection on.</summary>
    Proxy,

    /// <summary>Who answered speaks another protocol.</summary>
    OtherProtocol,

    /// <summary>A certificate, key or headers file of ours can't be used.</summary>
    Credentials,
}
