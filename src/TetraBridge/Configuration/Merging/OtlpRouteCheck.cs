using TetraBridge.Configuration.Destinations;
using TetraBridge.Sinks.Otlp;
using TetraBridge.Sinks.Otlp.Transport;

namespace TetraBridge.Configuration.Merging;

/// <summary>
/// Where OTLP routes go is known only once the environment was asked: what can't be resolved there is a mistake like any other.
/// </summary>
internal static class OtlpRouteCheck
{
    /// <summary>Adds the mistakes.</summary>
    public static void Check(IReadOnlyList<RouteConfig> routes, Func<string, string?> variable, Layers layers)
    {
        if (!routes.Any(route => route.Sink is OtlpSinkConfig))
        {
            return;
        }

        var environment = OtlpEnvironment.Read(variable);
        foreach (var mistake in environment.Mistakes)
        {
            layers.Mistake("", mistake);
        }

        foreach (var route in routes)
        {
            if (route.Sink is OtlpSinkConfig otlp && OtlpEndpoint.TryResolve(Options(otlp).Over(environment), out var mistake) is null)
            {
                layers.Mistake($"route {route.Name}", mistake!);
            }
        }
    }

    private static OtlpOptions Options(OtlpSinkConfig otlp) => new() { Endpoint = otlp.Endpoint?.Address, Protocol = otlp.Protocol };
}
