namespace TetraBridge.Configuration.Destinations;

/// <summary>Where a route's records go; one record type a kind.</summary>
internal abstract record SinkConfig
{
    /// <summary>
    /// True where a restart must go on where it stopped: such a route has a bookmark and needs the state folder (decisions 7).
    /// </summary>
    public abstract bool HasBookmark { get; }
}
