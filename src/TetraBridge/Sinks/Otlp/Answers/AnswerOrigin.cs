namespace TetraBridge.Sinks.Otlp.Answers;

/// <summary>Who said how a request ended, and so what its code means.</summary>
internal enum AnswerOrigin
{
    /// <summary>A receiver over HTTP; the code is the status.</summary>
    Http,

    /// <summary>A receiver over gRPC; the code is a <see cref="global::Grpc.Core.StatusCode"/>.</summary>
    Grpc,

    /// <summary>No receiver: the code is a <see cref="ConnectionFailure"/>.</summary>
    Connection,
}
