using System.Collections.Frozen;

namespace TetraBridge.Sinks.Otlp.Transport;

/// <summary>
/// Headers as operators write them: in a file (`Name: value` a line) or in the environment (W3C baggage). Values never appear in a mistake.
/// </summary>
internal static class OtlpHeaders
{
    private static readonly FrozenSet<string> _ours = FrozenSet.ToFrozenSet(
        ["content-type", "content-length", "content-encoding", "transfer-encoding", "connection", "host", "te", "expect"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads `Name: value` lines; blank lines and lines that begin with # are skipped.</summary>
    public static IReadOnlyDictionary<string, string> FromFile(string text, ICollection<string> mistakes)
    {
        var headers = Empty();
        var number = 0;
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries))
        {
            number++;
            if (line.Length > 0 && line[0] != '#')
            {
                Add(headers, line, ':', static value => value, $"line {number}", mistakes);
            }
        }

        return headers;
    }

    /// <summary>Reads `k1=v1,k2=v2` with percent-encoded values (OTEL_EXPORTER_OTLP_HEADERS).</summary>
    public static IReadOnlyDictionary<string, string> FromEnvironment(string text, ICollection<string> mistakes)
    {
        var headers = Empty();
        var number = 0;
        foreach (var pair in text.Split(',', StringSplitOptions.TrimEntries))
        {
            number++;
            if (pair.Length > 0)
            {
                Add(headers, pair, '=', Uri.UnescapeDataString, $"entry {number}", mistakes);
            }
        }

        return headers;
    }

    /// <summary>Both, by name; <paramref name="above"/> wins.</summary>
    public static IReadOnlyDictionary<string,
    string> Merge(IReadOnlyDictionary<string, string> below, IReadOnlyDictionary<string, string> above)
    {
        var all = Empty();
        foreach (var (name, value) in below.Concat(above))
        {
            all[name] = value;
        }

        return all;
    }

    /// <summary>What is wrong with a header; null: nothing.</summary>
    public static string? MistakeOf(string name, string value) =>
        name.Length == 0
            || name.Any(static c => !char.IsAsciiLetterOrDigit(c) && !"!#$%&'*+-.^_`|~".Contains(c)) ? "the name is no header name"
        : _ours.Contains(name) || name.StartsWith("grpc-", StringComparison.OrdinalIgnoreCase) ? $"'{name}' is set by the protocol itself"
        : value.Any(static c => c is < ' ' or > '~') ? $"the value of '{name}' has characters other than printable ASCII"
        : null;

    private static Dictionary<string, string> Empty() => new(StringComparer.OrdinalIgnoreCase);

    private static void Add(
        Dictionary<string, string> headers, string text, char separator, Func<string, string> decode, string where,
        ICollection<string> mistakes)
    {
        var end = text.IndexOf(separator);
        var name = end < 0 ? "" : text[..end].Trim();
        var value = end < 0 ? "" : decode(text[(end + 1)..].Trim());
        if ((end < 0 ? $"no '{separator}' behind a name" : MistakeOf(name, value)) is { } mistake)
        {
            mistakes.Add($"{where}: {mistake}");
            return;
        }

        headers[name] = value;
    }
}
