using Google.Protobuf;
using TetraBridge.Protos.Otlp;

namespace TetraBridge.EndToEnd.Support;

/// <summary>A real OpenTelemetry Collector; failing is kill -9, refusing its memory limiter.</summary>
internal sealed class RealCollector : ITestCollector
{
    private static readonly JsonParser _parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    private const string RequestBegin = "{\"resourceLogs\":";

    private readonly Peer _peer;
    private readonly string _http;
    private readonly string _grpc;
    private readonly string _out;
    private bool _isUp = true;

    private RealCollector(Peer peer)
    {
        _peer = peer;
        _http = peer["otlp_http"];
        _grpc = "http://" + peer["otlp_grpc"];
        _out = peer["out"];
    }

    public static async Task<RealCollector> StartAsync(params string[] options) => new(await Peer.StartAsync("otelcol", options));

    /// <inheritdoc/>
    public string[] Route(string protocol) => ["--otlp", protocol == "grpc" ? _grpc : _http, "--protocol", protocol];

    /// <inheritdoc/>
    public Task AnswerAsync() => AgainAsync("--max-recv-mib", "4");

    /// <inheritdoc/>
    public Task RefuseAsync() => AgainAsync("--memory-limit-mib", "1");

    /// <inheritdoc/>
    public async Task FailAsync()
    {
        if (_isUp)
        {
            _isUp = false;
            await _peer.CrashAsync();
        }
    }

    /// <inheritdoc/>
    public IEnumerable<Received> Received() => In(_out);

    /// <summary>The records of an output file.</summary>
    public static IEnumerable<Received> In(string file) =>
        File.Exists(file) ? File.ReadLines(file).Select(static line => Request(BehindTornOne(line))).OfType<ExportLogsServiceRequest>().SelectMany(Support.Received.In) : [];

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _peer.DisposeAsync();

    private async Task AgainAsync(params string[] options)
    {
        await FailAsync();
        await _peer.StartAgainAsync(options);
        _isUp = true;
    }

    // A kill tears the last line, which was never acknowledged; the collector that comes after it writes its first, acknowledged one behind the torn bytes.
    // In a string of JSON the quotes would be escaped.
    private static string BehindTornOne(string line) => line[Math.Max(0, line.LastIndexOf(RequestBegin, StringComparison.Ordinal))..];

    // Null for what a kill tore.
    private static ExportLogsServiceRequest? Request(string line)
    {
        try
        {
            return _parser.Parse<ExportLogsServiceRequest>(line);
        }
        catch (Exception torn) when (torn is InvalidProtocolBufferException or InvalidJsonException)
        {
            return null;
        }
    }
}
