using Microsoft.Extensions.Logging;

namespace TetraBridge.Delivery;

/// <summary>What a route says of itself.</summary>
internal static partial class RouteLog
{
    [LoggerMessage(30, LogLevel.Information, "route {Route} sends through the proxy {Proxy} (HTTP_PROXY, HTTPS_PROXY, NO_PROXY)")]
    public static partial void Proxied(this ILogger logger, string route, string proxy);

    [LoggerMessage(31, LogLevel.Information, "route {Route} ends: {Words}")]
    public static partial void Gone(this ILogger logger, string route, string words);
}
