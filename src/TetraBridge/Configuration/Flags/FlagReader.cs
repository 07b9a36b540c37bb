using Microsoft.Extensions.Logging;
using TetraBridge.Configuration.Destinations;
using TetraBridge.Configuration.Units;
using TetraBridge.Sinks.Kafka.Messages;
using TetraBridge.Sinks.Otlp.Transport;
using TetraBridge.Sources;

namespace TetraBridge.Configuration.Flags;

/// <summary>Reads the values of told flags, all mistakes at once.</summary>
internal sealed class FlagReader
{
    private static readonly (string Name, JournalStart Value)[] _starts = [("start", JournalStart.Oldest), ("end", JournalStart.End)];

    private static readonly (string Name, LogLevel Value)[] _levels =
        [("debug", LogLevel.Debug), ("info", LogLevel.Information), ("warn", LogLevel.Warning), ("error", LogLevel.Error)];

    private readonly string _workFolder;
    private readonly List<Mistake> _mistakes;
    private readonly ToldSettings _settings = new();
    private readonly KafkaFlags _kafka;
    private readonly Dictionary<FlagDefinition, Action<ToldFlag>> _takers;

    // A --protocol before any --otlp waits for the first one.
    private (ToldFlag Told, OtlpProtocol Wire)? _waiting;

    /// <summary>A reader for one layer; used once.</summary>
    /// <param name="workFolder">Where relative paths begin; absolute.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    public FlagReader(string workFolder, List<Mistake> mistakes)
    {
        _workFolder = workFolder;
        _mistakes = mistakes;
        _kafka = new KafkaFlags(_settings);
        _takers = new()
        {
            [FlagTable.Config] = t => _settings.Config = Text(t),
            [FlagTable.File] = t => _settings.File = FilePath(t) is { } file ? t with { Value = file } : null,
            [FlagTable.Grpc] = TakeGrpc,
            [FlagTable.Backfill] = t => _settings.Backfill = FilePath(t),
            [FlagTable.From] = t => _settings.From = Choice(t, _starts),
            [FlagTable.Otlp] = TakeOtlp,
            [FlagTable.Protocol] = TakeProtocol,
            [FlagTable.Kafka] = TakeKafka,
            [FlagTable.Topic] = TakeTopic,
            [FlagTable.Payload] = t =>
                TakeOfKafka(t, Choice(t, KafkaNames.Payloads), static (sink, payload) => sink with { Payload = payload }),
            [FlagTable.Key] = t => TakeOfKafka(t, Choice(t, KafkaNames.Keys), static (sink, key) => sink with { Key = key }),
            [FlagTable.ExactlyOnce] = t => TakeOfKafka(t, Truth(t), static (sink, exactly) => sink with { ExactlyOnce = exactly }),
            [FlagTable.Console] = t => TakeRoute("console", Truth(t) == true ? new ConsoleSinkConfig() : null),
            [FlagTable.Json] = t => _settings.Json = Truth(t),
            [FlagTable.Out] = t => TakeRoute("file", FilePath(t) is { } path ? new FileSinkConfig(path) : null),
            [FlagTable.Null] = t => TakeRoute("null", Truth(t) == true ? new NullSinkConfig() : null),
            [FlagTable.Once] = t => _settings.Once = Truth(t),
            [FlagTable.Timeout] = t => _settings.Timeout = Duration(t),
            [FlagTable.State] = t => _settings.StateFolder = FilePath(t),
            [FlagTable.Reset] = t => _settings.Reset = Truth(t),
            [FlagTable.Node] = t => _settings.Node = Text(t),
            [FlagTable.LogLevel] = t => _settings.LogLevel = Choice(t, _levels),
        };
    }

    /// <summary>The settings; what could not be read is a mistake and left out.</summary>
    /// <param name="told">In the order told.</param>
    /// <param name="environment">They come from the environment, where `--protocol` needs no `--otlp` beside it.</param>
    public ToldSettings Read(IReadOnlyList<ToldFlag> told, bool environment)
    {
        foreach (var twice in told.GroupBy(t => t.Flag).Where(g => g.Count() > 1 && !g.Key.Repeatable))
        {
            Mistake(twice.First(), "told more than once: one value is taken");
        }

        foreach (var flag in told)
        {
            _takers[flag.Flag](flag);
        }

        if (environment)
        {
            _settings.Protocol = _waiting?.Wire
                ?? _settings.Routes.Select(r => r.Sink).OfType<OtlpSinkConfig>().LastOrDefault(s => s.Protocol is not null)?.Protocol;
        }
        else if (_waiting is { Told: var lonely })
        {
            Mistake(lonely, "belongs to an `--otlp`: write `--otlp URL --protocol grpc`");
        }

        if (environment)
        {
            _settings.Kafka = _kafka.ForAll();
        }

        foreach (var flag in environment ? [] : _kafka.Lonely)
        {
            Mistake(flag, "belongs to a `--kafka`: write `--kafka HOST:PORT --topic NAME`");
        }

        return _settings;
    }

    private void TakeRoute(string kind, SinkConfig? sink)
    {
        if (sink is not null)
        {
            _settings.Routes.Add(new ToldRoute(kind, sink));
        }
    }

    private void TakeGrpc(ToldFlag told)
    {
        if (AgentUrl.TryParse(told.Value, told.Value, out var url) is { } words)
        {
            Mistake(told, words);
        }
        else
        {
            _settings.Grpc.Add(url!);
        }
    }

    private void TakeOtlp(ToldFlag told)
    {
        if (UrlText.TryParse(told.Value, told.Value, out var url) is { } words)
        {
            Mistake(told, words);
        }

        // A wrong URL makes a route too: a --protocol behind it would be a second, untrue mistake.
        TakeRoute("otlp", new OtlpSinkConfig { Endpoint = url, Protocol = _waiting?.Wire });
        _waiting = null;
    }

    private void TakeProtocol(ToldFlag told)
    {
        if (Choice(told, OtlpNames.Protocols) is not { } wire)
        {
            return;
        }

        var last = _settings.Routes.FindLastIndex(r => r.Sink is OtlpSinkConfig);
        if (last < 0)
        {
            _waiting = (told, wire);
        }
        else
        {
            _settings.Routes[last] = _settings.Routes[last] with { Sink = (OtlpSinkConfig)_settings.Routes[last].Sink with { Protocol = wire } };
        }
    }

    private void TakeKafka(ToldFlag told)
    {
        if (KafkaBrokers.TryParse(told.Value, out var brokers) is { } words)
        {
            Mistake(told, words);
        }

        // A wrong address makes a route too: a --topic behind it would be a second, untrue mistake.
        _kafka.Begin(new KafkaSinkConfig { Brokers = brokers });
    }

    private void TakeTopic(ToldFlag told)
    {
        if (TopicTemplate.TryParse(told.Value, out var template) is { } words)
        {
            Mistake(told, words);
        }

        // The same holds for a wrong topic.
        _kafka.Take(told, sink => sink with { Topic = template ?? TopicTemplate.Wrong });
    }

    private void TakeOfKafka<T>(ToldFlag told, T? value, Func<KafkaSinkConfig, T, KafkaSinkConfig> set)
        where T : struct
    {
        if (value is { } known)
        {
            _kafka.Take(told, sink => set(sink, known));
        }
    }

    private string? Text(ToldFlag told)
    {
        if (told.Value.Length == 0 || told.Value.Contains('\0', StringComparison.Ordinal))
        {
            Mistake(told, "a value is missing");
            return null;
        }

        if (told.Value.StartsWith("--", StringComparison.Ordinal))
        {
            Mistake(told, $"`{told.Value}` stands where a value should, and looks like a flag; a file of that name is ./{told.Value}");
            return null;
        }

        return told.Value;
    }

    private string? FilePath(ToldFlag told) =>
        Text(told) is not { } path ? null : path == SourceConfig.StandardInput && told.Flag == FlagTable.File ? path : Path.GetFullPath(path, _workFolder);

    private bool? Truth(ToldFlag told) => Choice(told, [("true", true), ("false", false)]);

    private TimeSpan? Duration(ToldFlag told)
    {
        if (DurationText.TryParse(told.Value, out var duration) && duration > TimeSpan.Zero)
        {
            return duration;
        }

        Mistake(told, $"`{told.Value}` is not {DurationText.Form}");
        return null;
    }

    private T? Choice<T>(ToldFlag told, IReadOnlyList<(string Name, T Value)> table)
        where T : struct
    {
        foreach (var (name, value) in table)
        {
            if (name == told.Value)
            {
                return value;
            }
        }

        Mistake(told, $"`{told.Value}` is not known here{NearestSpelling.Hint(told.Value, [.. table.Select(t => t.Name)])}");
        return null;
    }

    private void Mistake(ToldFlag told, string words) => _mistakes.Add(new Mistake(told.Origin, 0, 0, words));
}
