using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using TetraBridge.Sinks.Kafka;

namespace TetraBridge.Benchmarks;

/// <summary>`mock-kafka`: librdkafka's mock cluster of one broker in a process of its own. It keeps little, writes nothing to the disk, and costs next to nothing.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The library's own names.")]
[SuppressMessage("Style", "IDE1006", Justification = "The library's own names.")]
internal static partial class KafkaMock
{
    /// <summary>The topic that there is.</summary>
    public const string Topic = "tetragon";

    /// <summary>Its partitions.</summary>
    public const int Partitions = 4;

    static KafkaMock() => KafkaLibrary.UseFor(typeof(KafkaMock).Assembly);

    /// <summary>Prints its address and serves until its standard input ends.</summary>
    public static async Task<int> RunAsync()
    {
        var conf = LibRdKafka.rd_kafka_conf_new();
        LibRdKafka.rd_kafka_conf_set_log_cb(conf, 0);
        var host = rd_kafka_new(LibRdKafka.Producer, conf, 0, 0);
        var cluster = rd_kafka_mock_cluster_new(host, 1);
        _ = rd_kafka_mock_topic_create(cluster, Topic, Partitions, 1);
        Console.WriteLine(Marshal.PtrToStringUTF8(rd_kafka_mock_cluster_bootstraps(cluster)));
        await Console.In.ReadToEndAsync().ConfigureAwait(false);
        rd_kafka_mock_cluster_destroy(cluster);
        LibRdKafka.rd_kafka_destroy(host);
        return 0;
    }

    [LibraryImport(KafkaLibrary.Name)]
    private static partial nint rd_kafka_new(int type, nint conf, nint errstr, nuint size);

    [LibraryImport(KafkaLibrary.Name)]
    private static partial nint rd_kafka_mock_cluster_new(nint rk, int brokers);

    [LibraryImport(KafkaLibrary.Name)]
    private static partial void rd_kafka_mock_cluster_destroy(nint cluster);

    [LibraryImport(KafkaLibrary.Name)]
    private static partial nint rd_kafka_mock_cluster_bootstraps(nint cluster);

    [LibraryImport(KafkaLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int rd_kafka_mock_topic_create(nint cluster, string topic, int partitions, int replication);
}
