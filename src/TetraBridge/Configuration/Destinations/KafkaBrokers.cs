using System.Globalization;

namespace TetraBridge.Configuration.Destinations;

/// <summary>Reads addresses of brokers.</summary>
internal static class KafkaBrokers
{
    /// <summary>Reads `host:port`, several with commas between; an IPv6 address stands in brackets.</summary>
    /// <returns>What is wrong, for people; null: nothing.</returns>
    public static string? TryParse(string text, out IReadOnlyList<string> brokers)
    {
        brokers = text.Split(',', StringSplitOptions.TrimEntries);
        var wrong = brokers.FirstOrDefault(static broker => !IsRight(broker));
        return wrong is null
            ? null
            : $"`{wrong}` is not the address of a broker: write host:port, for example 10.0.0.5:9092, several with commas between";
    }

    // "kafka://broker" has two colons, "broker:" no port.
    private static bool IsRight(string broker)
    {
        var colon = broker.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(broker[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port is < 1 or > 65_535)
        {
            return false;
        }

        var host = broker[..colon];
        return host is ['[', .., ']']
            ? System.Net.IPAddress.TryParse(host, out _)
            : host.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
    }
}
