namespace TetraBridge.Configuration;

/// <summary>
/// Reads OTEL_RESOURCE_ATTRIBUTES: `name=value` pairs with commas between, percent-encoded (OpenTelemetry, Resource SDK).
/// </summary>
internal static class OtelResourceAttributes
{
    /// <summary>The variable.</summary>
    public const string Variable = "OTEL_RESOURCE_ATTRIBUTES";

    /// <summary>Reads the pairs; false: one is wrong, and none is taken, as the specification says.</summary>
    public static bool TryParse(string text, out Dictionary<string, string> attributes)
    {
        attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || pair[..equals].Trim() is not { Length: > 0 } name)
            {
                attributes = [];
                return false;
            }

            attributes[Uri.UnescapeDataString(name)] = Uri.UnescapeDataString(pair[(equals + 1)..].Trim());
        }

        return true;
    }
}
