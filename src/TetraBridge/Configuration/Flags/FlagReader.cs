using Microsoft.Extensions.Logging;
using TetraBridge.Configuration.Units;
using TetraBridge.Sources;

namespace TetraBridge.Configuration.Flags;

/// <summary>Reads the values of told flags, all mistakes at once.</summary>
/// <param name="workFolder">Where relative paths begin.</param>
/// <param name="mistakes">Where mistakes go.</param>
internal sealed class FlagReader(string workFolder, List<Mistake> mistakes)
{
    private static readonly (string Name, JournalStart Value)[] Starts = [("start", JournalStart.Oldest), ("end", JournalStart.End)];

    private static readonly (string Name, LogLevel Value)[] Levels =
        [("debug", LogLevel.Debug), ("info", LogLevel.Information), ("warn", LogLevel.Warning), ("error", LogLevel.Error)];

    private readonly ToldSettings _settings = new();

    // A --protocol before any --otlp waits for the first one.
    private (ToldFlag Told, OtlpWire Wire)? _waiting;

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
            Take(flag);
        }

        if (environment)
        {
            _settings.Protocol = _waiting?.Wire ?? _settings.Routes.Select(r => r.Sink).OfType<OtlpSinkConfig>().LastOrDefault(s => s.Protocol is not null)?.Protocol;
        }
        else if (_waiting is { Told: var lonely })
        {
            Mistake(lonely, "belongs to an `--otlp`: write `--otlp URL --protocol grpc`");
        }

        return _settings;
    }

    private void Take(ToldFlag told)
    {
        var flag = told.Flag;
        if (flag == FlagTable.Config) { _settings.Config = Text(told); }
        else if (flag == FlagTable.File) { _settings.File = FilePath(told) is { } file ? told with { Value = file } : null; }
        else if (flag == FlagTable.From) { _settings.From = Choice(told, Starts); }
        else if (flag == FlagTable.Once) { _settings.Once = Truth(told); }
        else if (flag == FlagTable.Timeout) { _settings.Timeout = Duration(told); }
        else if (flag == FlagTable.State) { _settings.StateFolder = FilePath(told); }
        else if (flag == FlagTable.Reset) { _settings.Reset = Truth(told); }
        else if (flag == FlagTable.Node) { _settings.Node = Text(told); }
        else if (flag == FlagTable.LogLevel) { _settings.LogLevel = Choice(told, Levels); }
        else if (flag == FlagTable.Json) { _settings.Json = Truth(told); }
        else if (flag == FlagTable.Protocol) { TakeProtocol(told); }
        else { TakeRoute(told); }
    }

    private void TakeRoute(ToldFlag told)
    {
        if (told.Flag == FlagTable.Otlp)
        {
            if (UrlText.TryParse(told.Value, told.Value, out var url) is { } words)
            {
                Mistake(told, words);
            }

            // A wrong URL makes a route too: a --protocol behind it would be a second, untrue mistake.
            _settings.Routes.Add(new ToldRoute("otlp", new OtlpSinkConfig { Endpoint = url, Protocol = _waiting?.Wire }));
            _waiting = null;
        }
        else if (told.Flag == FlagTable.Out && FilePath(told) is { } path)
        {
            _settings.Routes.Add(new ToldRoute("file", new FileSinkConfig(path)));
        }
        else if (told.Flag == FlagTable.Console && Truth(told) == true)
        {
            _settings.Routes.Add(new ToldRoute("console", new ConsoleSinkConfig()));
        }
        else if (told.Flag == FlagTable.Null && Truth(told) == true)
        {
            _settings.Routes.Add(new ToldRoute("null", new NullSinkConfig()));
        }
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

    private string? Text(ToldFlag told)
    {
        if (told.Value.Length > 0 && !told.Value.Contains('\0', StringComparison.Ordinal))
        {
            return told.Value;
        }

        Mistake(told, "a value is missing");
        return null;
    }

    private string? FilePath(ToldFlag told) =>
        Text(told) is not { } path ? null : path == SourceConfig.StandardInput && told.Flag == FlagTable.File ? path : Path.GetFullPath(path, workFolder);

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

    private void Mistake(ToldFlag told, string words) => mistakes.Add(new Mistake(told.Origin, 0, 0, words));
}
