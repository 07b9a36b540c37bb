using TetraBridge.Configuration.Destinations;

namespace TetraBridge.Configuration.Flags;

/// <summary>Joins `--topic`, `--payload`, `--key` and `--exactly-once` to the `--kafka` before them, or else to the first one.</summary>
/// <param name="settings">Where routes go.</param>
internal sealed class KafkaFlags(ToldSettings settings)
{
    private readonly List<(ToldFlag Told, Func<KafkaSinkConfig, KafkaSinkConfig> Set)> _waiting = [];

    /// <summary>Those that stand without a `--kafka`.</summary>
    public IEnumerable<ToldFlag> Lonely => _waiting.Select(w => w.Told);

    /// <summary>A `--kafka`.</summary>
    public void Begin(KafkaSinkConfig sink)
    {
        settings.Routes.Add(new ToldRoute("kafka", _waiting.Aggregate(sink, (all, waiting) => waiting.Set(all))));
        _waiting.Clear();
    }

    /// <summary>A flag that belongs to one.</summary>
    public void Take(ToldFlag told, Func<KafkaSinkConfig, KafkaSinkConfig> set)
    {
        var last = settings.Routes.FindLastIndex(r => r.Sink is KafkaSinkConfig);
        if (last < 0)
        {
            _waiting.Add((told, set));
        }
        else
        {
            settings.Routes[last] = settings.Routes[last] with { Sink = set((KafkaSinkConfig)settings.Routes[last].Sink) };
        }
    }

    /// <summary>In the environment: what holds for each kafka route that does not say otherwise.</summary>
    public KafkaSinkConfig ForAll() =>
        settings.Routes.Select(r => r.Sink).OfType<KafkaSinkConfig>().LastOrDefault()
            ?? _waiting.Aggregate(new KafkaSinkConfig(), (all, waiting) => waiting.Set(all));
}
