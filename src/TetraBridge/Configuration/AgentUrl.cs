using TetraBridge.Configuration.Secrets;

namespace TetraBridge.Configuration;

/// <summary>Reads the URL of an agent's gRPC server.</summary>
internal static class AgentUrl
{
    /// <summary>Reads a URL; gives what is wrong with it, for people, or null.</summary>
    public static string? TryParse(string text, string written, out GuardedUrl? url)
    {
        const string example = "write for example unix:///var/run/tetragon/tetragon.sock or http://127.0.0.1:54321";
        if (UrlText.TryParse(text, written, out url) is { } words)
        {
            // Its own words name an example of an OTLP receiver.
            return words.Contains("for example", StringComparison.Ordinal)
                ? $"`{written}` is not a URL of unix, http or https: {example}"
                : words;
        }

        var path = url!.Address.AbsolutePath;
        var isRight = url.Address.Scheme == "unix"
            ? url.Address.Host.Length == 0 && path.Length > 1
            : path == "/" && url.Address.Query.Length == 0;
        if (isRight)
        {
            return null;
        }

        url = null;
        return $"`{written}` is no address of an agent: {example}";
    }
}
