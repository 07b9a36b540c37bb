using System.Globalization;

namespace TetraBridge.Sinks.Kafka;

/// <summary>
/// What a producer logs in with: the secrets, and the certificate files as they stand on the disk. librdkafka reads them when a producer is
/// made, so one that was made with others must be made anew (decisions 6). Not thread-safe.
/// </summary>
internal sealed class KafkaCredentials(KafkaOptions options, TimeProvider clock)
{
    private static readonly TimeSpan _each = TimeSpan.FromSeconds(5);

    private string? _used;
    private long _asked;
    private bool _haveChanged;

    /// <summary>A producer is being made with what holds now.</summary>
    public void Use()
    {
        _used = Read();
        _asked = clock.GetTimestamp();
        _haveChanged = false;
    }

    /// <summary>
    /// True where something else holds since <see cref="Use"/>; looks at most every five seconds. What can't be read at the moment is not
    /// news.
    /// </summary>
    public bool HaveChanged()
    {
        if (_used is null || _haveChanged || clock.GetElapsedTime(_asked) < _each)
        {
            return _haveChanged;
        }

        _asked = clock.GetTimestamp();
        _haveChanged = Read() is { } now && now != _used;
        return _haveChanged;
    }

    private string? Read()
    {
        try
        {
            string?[] files = [options.Tls?.CaFile, options.Tls?.CertificateFile, options.Tls?.KeyFile];
            return string.Join(
                '\n', [options.Tls?.KeyPassword?.Invoke(), options.Sasl?.Password?.Invoke(), .. files.OfType<string>().Select(Mark)]);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Mark(string path)
    {
        var file = new FileInfo(path);
        return file.Exists
            ? string.Create(CultureInfo.InvariantCulture, $"{file.LastWriteTimeUtc.Ticks} {file.Length}")
            : throw new FileNotFoundException(null, path);
    }
}
