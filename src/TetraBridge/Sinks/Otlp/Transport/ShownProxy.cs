using System.Net;

namespace TetraBridge.Sinks.Otlp.Transport;

/// <summary>Which proxy stands before an endpoint, as it may be shown.</summary>
internal static class ShownProxy
{
    /// <summary>The proxy's address with its login masked; null where requests go straight.</summary>
    public static string? Of(IWebProxy proxy, OtlpEndpoint endpoint)
    {
        if (endpoint.IsLocal || proxy.IsBypassed(endpoint.Url) || proxy.GetProxy(endpoint.Url) is not { } address
            || address == endpoint.Url)
        {
            return null;
        }

        var login = address.UserInfo.Length > 0 ? "***@" : "";
        return $"{address.Scheme}://{login}{address.Authority}";
    }
}
