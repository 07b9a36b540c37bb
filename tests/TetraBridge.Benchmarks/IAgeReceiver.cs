namespace TetraBridge.Benchmarks;

/// <summary>A destination that notes how old each record is when it arrives.</summary>
internal interface IAgeReceiver : IAsyncDisposable
{
    /// <summary>What the destination is called.</summary>
    string Title { get; }

    /// <summary>The flags of the route to it.</summary>
    IReadOnlyList<string> Route { get; }

    /// <summary>The ages so far in milliseconds, sorted; forgets them.</summary>
    List<double> Drain();
}
