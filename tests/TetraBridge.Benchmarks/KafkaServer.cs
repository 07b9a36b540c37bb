using System.Diagnostics;
using System.Text.Json;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using TetraBridge.Sinks.Kafka;

namespace TetraBridge.Benchmarks;

/// <summary>A cluster in a process of its own with <see cref="KafkaMock.Topic"/>: librdkafka's mock, or the real broker of the folder that TETRABRIDGE_PEERS names.</summary>
internal sealed class KafkaServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string? _folder;

    private KafkaServer(Process process, string bootstrap, string? folder)
    {
        _process = process;
        _folder = folder;
        Bootstrap = bootstrap;
    }

    /// <summary>The broker's address.</summary>
    public string Bootstrap { get; }

    /// <summary>Whether it is a real broker.</summary>
    public bool IsReal => _folder is not null;

    /// <summary>How tables call it.</summary>
    public string Title => !IsReal ? "mock cluster" : "Apache Kafka";

    /// <summary>All that can be started here.</summary>
    public static async Task<IReadOnlyList<KafkaServer>> StartAllAsync() =>
        Environment.GetEnvironmentVariable("TETRABRIDGE_PEERS") is { Length: > 0 } peers ? [await MockAsync().ConfigureAwait(false), await RealAsync(peers).ConfigureAwait(false)] : [await MockAsync().ConfigureAwait(false)];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_folder is null)
        {
            _process.StandardInput.Close();
        }
        else
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync().ConfigureAwait(false);
        _process.Dispose();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static async Task<KafkaServer> MockAsync()
    {
        var process = ProcessMeter.Start(Path.Combine(AppContext.BaseDirectory, "TetraBridge.Benchmarks"), ["mock-kafka"], redirectInput: true);
        return new KafkaServer(process, (await process.StandardOutput.ReadLineAsync().ConfigureAwait(false))!, null);
    }

    private static async Task<KafkaServer> RealAsync(string peers)
    {
        const string ready = "READY ";
        var folder = Directory.CreateTempSubdirectory("tetrabridge-benchmark-kafka-").FullName;
        var process = ProcessMeter.Start(Path.Combine(peers, "kafka", "start"), ["--dir", folder]);
        while (await process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (line.StartsWith(ready, StringComparison.Ordinal))
            {
                using var told = JsonDocument.Parse(line[ready.Length..]);
                var bootstrap = told.RootElement.GetProperty("bootstrap").GetString()!;
                _ = KafkaLibrary.Version;
                using var admin = new AdminClientBuilder(new Dictionary<string, string> { ["bootstrap.servers"] = bootstrap }).Build();
                await admin.CreateTopicsAsync([new TopicSpecification { Name = KafkaMock.Topic, NumPartitions = KafkaMock.Partitions, ReplicationFactor = 1 }]).ConfigureAwait(false);
                return new KafkaServer(process, bootstrap, folder);
            }
        }

        throw new InvalidOperationException($"the broker of {peers} does not start");
    }
}
