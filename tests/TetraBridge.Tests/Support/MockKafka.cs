using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Confluent.Kafka;
using TetraBridge.Sinks.Kafka;

namespace TetraBridge.Tests.Support;

/// <summary>librdkafka's own mock cluster in this process, with its error injection. It can't do TLS, SASL, aborted transactions or creation of topics.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The library's own names.")]
[SuppressMessage("Style", "IDE1006", Justification = "The library's own names.")]
internal sealed partial class MockKafka : IDisposable
{
    private const int Produce = 0;
    private const int OffsetFetch = 9;

    private readonly nint _host;
    private readonly nint _cluster;

    static MockKafka() => KafkaLibrary.UseFor(typeof(MockKafka).Assembly);

    public MockKafka(int brokers = 1)
    {
        var conf = LibRdKafka.rd_kafka_conf_new();
        LibRdKafka.rd_kafka_conf_set_log_cb(conf, 0);
        _host = rd_kafka_new(LibRdKafka.Producer, conf, 0, 0);
        _cluster = rd_kafka_mock_cluster_new(_host, brokers);
        Bootstrap = Marshal.PtrToStringUTF8(rd_kafka_mock_cluster_bootstraps(_cluster))!;
    }

    public string Bootstrap { get; }

    public void Create(string topic, int partitions = 1) => Assert.Equal(0, rd_kafka_mock_topic_create(_cluster, topic, partitions, 1));

    /// <summary>The next produce requests end with these errors.</summary>
    public void RefuseNext(params int[] errors) => rd_kafka_mock_push_request_errors_array(_cluster, Produce, (nuint)errors.Length, errors);

    /// <summary>The next produce requests end with this error.</summary>
    public void RefuseNext(ErrorCode error, int times = 1) => RefuseNext([.. Enumerable.Repeat((int)error, times)]);

    /// <summary>The next questions for a group's offsets end with these errors.</summary>
    public void RefuseNextOffsets(params ErrorCode[] errors) => rd_kafka_mock_push_request_errors_array(_cluster, OffsetFetch, (nuint)errors.Length, [.. errors.Select(static error => (int)error)]);

    /// <summary>Metadata tells this error of a topic.</summary>
    public void SetTopicError(string topic, ErrorCode error) => rd_kafka_mock_topic_set_error(_cluster, topic, (int)error);

    public void Down(int broker = 1) => Assert.Equal(0, rd_kafka_mock_broker_set_down(_cluster, broker));

    public void Up(int broker = 1) => Assert.Equal(0, rd_kafka_mock_broker_set_up(_cluster, broker));

    public void Dispose()
    {
        rd_kafka_mock_cluster_destroy(_cluster);
        rd_kafka_destroy(_host);
    }

    [LibraryImport(KafkaLibrary.Name)]
    private static partial nint rd_kafka_new(int type, nint conf, nint errstr, nuint size);

    [LibraryImport(KafkaLibrary.Name)]
    private static partial void rd_kafka_destroy(nint rk);

    [LibraryImport(KafkaLibrary.Name)]
    private static partial nint rd_kafka_mock_cluster_new(nint rk, int brokers);

    [LibraryImport(KafkaLibrary.Name)]
    private static partial void rd_kafka_mock_cluster_destroy(nint cluster);

    [LibraryImport(KafkaLibrary.Name)]
    private static partial nint rd_kafka_mock_cluster_bootstraps(nint cluster);

    [LibraryImport(KafkaLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int rd_kafka_mock_topic_create(nint cluster, string topic, int partitions, int replication);

    [LibraryImport(KafkaLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    private static partial void rd_kafka_mock_topic_set_error(nint cluster, string topic, int error);

    [LibraryImport(KafkaLibrary.Name)]
    private static partial void rd_kafka_mock_push_request_errors_array(nint cluster, short api, nuint count, int[] errors);

    [LibraryImport(KafkaLibrary.Name)]
    private static partial int rd_kafka_mock_broker_set_down(nint cluster, int broker);

    [LibraryImport(KafkaLibrary.Name)]
    private static partial int rd_kafka_mock_broker_set_up(nint cluster, int broker);
}
