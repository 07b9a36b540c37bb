using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TetraBridge.EndToEnd.Support;

/// <summary>A replaying agent that a bridge receives from over a unix socket, each event with a uid of its own and the time of its sending.</summary>
internal sealed class ReplayedStream : IAsyncDisposable
{
    private readonly BridgeBench _bench;
    private readonly Peer _agent;
    private readonly string[] _options;
    private readonly HttpClient _control = new();

    private ReplayedStream(BridgeBench bench, Peer agent, string[] options)
    {
        _bench = bench;
        _agent = agent;
        _options = options;
    }

    /// <summary>Starts it; it begins to tell with its first listener.</summary>
    public static async Task<ReplayedStream> StartAsync(BridgeBench bench, int eventsPerSecond, params string[] more)
    {
        // Equal loads of one file by one process share a uid, so lines of the loader can't be told apart; these are short besides.
        var events = bench.File("events.jsonl");
        await File.WriteAllLinesAsync(
            events,
            Recorded.Lines("nocred-a").Where(static line => !line.Truth.IsReplay).Select(static line => Encoding.UTF8.GetString(line.Text))
                .Where(static line => line.StartsWith("{\"process_exec\"", StringComparison.Ordinal) || line.StartsWith("{\"process_exit\"", StringComparison.Ordinal)));
        string[] options =
        [
            "--events", events, "--unix", bench.File("tetragon.sock"), "--loop", "0", "--unique", "--now",
            "--rate", eventsPerSecond.ToString(CultureInfo.InvariantCulture), .. more,
        ];
        return new ReplayedStream(bench, await Peer.StartAsync("tetragon-replay", options), options);
    }

    /// <summary>`run` with this agent and the bench's state folder.</summary>
    public string[] Run(params string[] more) => ["run", "--grpc", "unix://" + _bench.File("tetragon.sock"), "--state", _bench.State, .. more];

    /// <summary>An address or file that it told when it was ready.</summary>
    public string this[string name] => _agent[name];

    /// <summary>What it tells of itself.</summary>
    public async Task<JsonElement> StatsAsync() => JsonElement.Parse(await _control.GetStringAsync(new Uri($"{_agent["control"]}/stats"), TestContext.Current.CancellationToken));

    /// <summary>Asks its control for something.</summary>
    public async Task PostAsync(string what)
    {
        using var answer = await _control.PostAsync(new Uri($"{_agent["control"]}/{what}"), null, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Has it tell one more event at once, to its listeners and its file; the event's uid.</summary>
    public async Task<string> EmitAsync()
    {
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffffff'00Z'", CultureInfo.InvariantCulture);
        var id = Convert.ToBase64String(Guid.NewGuid().ToByteArray());
        var line = $$$"""{"process_exec":{"process":{"exec_id":"{{{id}}}","pid":4000000,"binary":"/bin/last","flags":"execve clone","start_time":"{{{now}}}"}},"node_name":"n","time":"{{{now}}}"}""";
        using var content = new StringContent(line);
        using var answer = await _control.PostAsync(new Uri($"{_agent["control"]}/emit"), content, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return new LineUids().Of(line);
    }

    /// <summary>Events of its export file, with their times in nanoseconds, that a spool lacks; those without a time of their own left out.</summary>
    public IReadOnlyList<(string Uid, long Time)> Missing(SpoolContent spool)
    {
        var spooled = spool.Uids.ToHashSet();
        var uids = new LineUids();
        return [.. Exported().Select(line => (Uid: uids.Of(line), Time: uids.Time)).Where(told => told.Time != 0 && !spooled.Contains(told.Uid))];
    }

    /// <summary>The lines of its export file and its backups.</summary>
    public IEnumerable<string> Exported() =>
        Directory.EnumerateFiles(Path.GetDirectoryName(_bench.ExportFile)!, "tetragon*.log").OrderBy(static file => file, StringComparer.Ordinal).SelectMany(File.ReadLines);

    /// <summary>Totals since its start: events that it told, and those that it dropped because a reader was too slow.</summary>
    public async Task<(long Sent, long Dropped)> TotalsAsync()
    {
        var stats = (await StatsAsync()).GetProperty("totals");
        return (stats.GetProperty("sent").GetInt64(), stats.GetProperty("dropped").GetInt64());
    }

    /// <summary>kill -9, and a new agent that makes the socket anew.</summary>
    public async Task CrashAndRestartAsync()
    {
        await _agent.CrashAsync();
        await _agent.StartAgainAsync(_options);
    }

    /// <summary>True where the bridge owes no gap that it is still filling.</summary>
    public bool OwesNothing()
    {
        var checkpoint = Path.Combine(_bench.State, "spool", "grpc", "checkpoint.json");
        return File.Exists(checkpoint) && JsonElement.Parse(File.ReadAllText(checkpoint)).GetProperty("owed").GetArrayLength() == 0;
    }

    /// <summary>What the bridge's spool holds, after the bridge's end or while nothing comes.</summary>
    public SpoolContent Spool() => SpoolContent.Of(Path.Combine(_bench.State, "spool", "grpc"));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        await _agent.DisposeAsync();
    }
}
