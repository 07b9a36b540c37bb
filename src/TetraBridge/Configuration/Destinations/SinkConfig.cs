namespace TetraBridge.Configuration.Destinations;

/// <summary>Where a route's records go; one record type a kind.</summary>
internal abstract record SinkConfig;
