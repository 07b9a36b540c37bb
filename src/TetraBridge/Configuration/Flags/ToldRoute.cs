using TetraBridge.Configuration.Destinations;

namespace TetraBridge.Configuration.Flags;

/// <summary>A route that a flag makes.</summary>
/// <param name="Kind">`otlp`, `kafka`, `console`, `file` or `null`: names the route, with a number from the second on.</param>
/// <param name="Sink">Where it goes.</param>
internal sealed record ToldRoute(string Kind, SinkConfig Sink);
