using System.Globalization;

namespace TetraBridge.Sinks.Kafka;

/// <summary>
/// How many bytes of messages go to a partition at once. A topic that takes less (max.message.bytes) refuses all of them together: then the
/// next producer puts fewer together. Not thread-safe.
/// </summary>
internal sealed class RequestSize(KafkaOptions options)
{
    private const int Default = 1_000_000;
    private const int Smallest = 16 * 1024;

    /// <summary>The present size.</summary>
    public int Bytes { get; private set; } =
        int.TryParse(options.Settings.GetValueOrDefault("batch.size"), CultureInfo.InvariantCulture, out var wanted) && wanted > 0
            ? wanted
            : Default;

    /// <summary>Messages were refused together.</summary>
    public void Refused() => Bytes = Math.Max(Math.Min(Bytes, Smallest), Bytes / 2);
}
