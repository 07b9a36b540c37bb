using System.Globalization;
using System.Text.Json;

namespace TetraBridge.EndToEnd.Stores;

/// <summary>A real Loki, and what LogQL finds in it.</summary>
internal sealed class LokiServer : IAsyncDisposable
{
    // Only the uid: Loki's parts pass at most 4 MiB to each other, and hang where an answer is larger.
    private const string Uids = """{service_name="tetragon"} | keep log_record_uid | line_format `.`""";

    private readonly Peer _peer;
    private readonly HttpClient _http;

    private LokiServer(Peer peer)
    {
        _peer = peer;
        _http = new HttpClient { Timeout = TimeSpan.FromSeconds(20), BaseAddress = new Uri(peer["http"]) };
    }

    /// <summary>The server itself.</summary>
    public Peer Peer => _peer;

    /// <summary>Where it is.</summary>
    public string Url => _peer["http"];

    /// <summary>What follows `run` to deliver straight into it.</summary>
    public string[] Route => ["--otlp", _peer["otlp"], "--protocol", "http/protobuf"];

    /// <summary>Starts one with these lines of limits_config.</summary>
    public static async Task<LokiServer> StartAsync(params string[] limits) =>
        new(await Peer.StartAsync("loki", [.. limits.Prepend("max_entries_limit_per_query=50000").SelectMany(static limit => new[] { "--limit", limit })]));

    /// <summary>The entries of the last three hours that a query finds, oldest first; without one all, with their uids.</summary>
    public async Task<IReadOnlyList<LokiEntry>> EntriesAsync(string query = Uids)
    {
        var now = TimeProvider.System.GetUtcNow();
        var result = await AskAsync(
            $"query_range?query={Uri.EscapeDataString(query)}&limit=50000&direction=forward&start={Nanoseconds(now.AddHours(-3))}&end={Nanoseconds(now.AddMinutes(5))}");
        return
        [
            .. from stream in result.EnumerateArray()
               let labels = stream.GetProperty("stream").Deserialize<Dictionary<string, string>>()!
               from value in stream.GetProperty("values").EnumerateArray()
               select new LokiEntry(labels, value[1].GetString()!),
        ];
    }

    /// <summary>The labels of the series that a metric query has now.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> SeriesAsync(string query)
    {
        var result = await AskAsync($"query?query={Uri.EscapeDataString(query)}");
        return [.. result.EnumerateArray().Select(static series => series.GetProperty("metric").Deserialize<Dictionary<string, string>>()!)];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _peer.DisposeAsync();
    }

    private static string Nanoseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) + "000000";

    private async Task<JsonElement> AskAsync(string question)
    {
        using var answer = await _http.GetAsync(new Uri($"/loki/api/v1/{question}", UriKind.Relative), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonElement.Parse(text).GetProperty("data").GetProperty("result");
    }
}
