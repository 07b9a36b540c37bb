using TetraBridge.Protos.Otlp;

namespace TetraBridge.EndToEnd.Support;

/// <summary>The scripted collector of the other tests, inside the test's process; failing is breaking each connection.</summary>
internal sealed class EmbeddedCollector : ITestCollector
{
    private readonly ScriptedCollector _collector;

    private EmbeddedCollector(ScriptedCollector collector) => _collector = collector;

    /// <summary>The double itself.</summary>
    public ScriptedCollector Script => _collector;

    public static async Task<EmbeddedCollector> StartAsync() => new(await ScriptedCollector.StartAsync());

    /// <inheritdoc/>
    public string[] Route(string protocol) => ["--otlp", (protocol == "grpc" ? _collector.Grpc : _collector.Http).ToString(), "--protocol", protocol];

    /// <inheritdoc/>
    public Task AnswerAsync() => Answer(ScriptedAnswer.Taken);

    /// <inheritdoc/>
    public Task RefuseAsync() => Answer(ScriptedAnswer.Overloaded);

    /// <inheritdoc/>
    public Task FailAsync() => Answer(ScriptedAnswer.Broken);

    /// <inheritdoc/>
    public IEnumerable<Received> Received() => _collector.Requests
        .Where(static request => request.Answer.Takes)
        .SelectMany(static request => Support.Received.In(ExportLogsServiceRequest.Parser.ParseFrom(request.Body)));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _collector.DisposeAsync();

    private Task Answer(ScriptedAnswer answer)
    {
        _collector.Otherwise = answer;
        return Task.CompletedTask;
    }
}
