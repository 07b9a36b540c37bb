using TetraBridge.Configuration.Secrets;

namespace TetraBridge.Configuration;

/// <summary>Reads the URL of an OTLP receiver.</summary>
internal static class UrlText
{
    private static readonly string[] _schemes = ["http", "https", "unix"];

    /// <summary>Reads a URL.</summary>
    /// <param name="text">The URL itself.</param>
    /// <param name="written">As the operator wrote it, with references to the environment in place.</param>
    /// <param name="url">The URL, its query masked for people.</param>
    /// <returns>What is wrong with it, for people; null: nothing.</returns>
    public static string? TryParse(string text, string written, out GuardedUrl? url)
    {
        url = null;
        var query = written.IndexOf('?', StringComparison.Ordinal);
        var shown = query < 0 ? written : written[..(query + 1)] + GuardedText.Mask;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || !_schemes.Contains(address.Scheme)
            || !text.Contains("://", StringComparison.Ordinal))
        {
            return $"`{shown}` is not a URL of http, https or unix: write for example http://collector:4317";
        }

        if (address.UserInfo.Length > 0)
        {
            return "a user or password in the URL is not sent: write `headers: {authorization: ${env:NAME}}` or `headersFile`";
        }

        if (address.Fragment.Length > 0 || (address.Scheme != "unix" && address.Host.Length == 0))
        {
            return $"`{shown}` has {(address.Fragment.Length > 0 ? "a fragment (#), which is never sent" : "no host")}";
        }

        url = new GuardedUrl(address, shown);
        return null;
    }
}
