namespace TetraBridge.EndToEnd.Support;

/// <summary>A collector that the bridge delivers to: the real one, or the scripted one where no real one is.</summary>
internal interface ITestCollector : IAsyncDisposable
{
    /// <summary>What follows `run` on the command line to deliver to it.</summary>
    /// <param name="protocol">grpc or http/protobuf.</param>
    string[] Route(string protocol);

    /// <summary>It takes what comes.</summary>
    Task AnswerAsync();

    /// <summary>It asks to come again later.</summary>
    Task RefuseAsync();

    /// <summary>It is gone, in the middle of what it did.</summary>
    Task FailAsync();

    /// <summary>All that it has acknowledged, in the order of arrival, read anew at each enumeration; perhaps more, never less.</summary>
    IEnumerable<Received> Received();
}
