using TetraBridge.Configuration.Destinations;
using TetraBridge.Delivery.Intake;

namespace TetraBridge.Configuration;

/// <summary>One way from a source to a destination.</summary>
/// <param name="Name">Letters, digits, `-`, `_`; names the bookmark and the dead-letter folder. From flags: the kind (`otlp`,
/// `otlp-2`).</param>
/// <param name="From">Name of the source; default: the only one.</param>
/// <param name="Where">What the route takes; default null: all.</param>
/// <param name="Sink">Where it goes.</param>
/// <param name="Limits">Sizes and ages of its batches.</param>
internal sealed record RouteConfig(string Name, string From, RouteFilter? Where, SinkConfig Sink, RouteLimits Limits);
