using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace TetraBridge.Sinks.Kafka;

/// <summary>librdkafka's own functions, as far as the event path needs them (decisions 8); names and meaning as in its rdkafka.h.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The library's own names.")]
[SuppressMessage("Style", "IDE1006", Justification = "The library's own names.")]
internal static unsafe partial class LibRdKafka
{
    /// <summary>A producer, for <see cref="rd_kafka_new"/>.</summary>
    public const int Producer = 0;

    /// <summary>A consumer, for <see cref="rd_kafka_new"/>.</summary>
    public const int Consumer = 1;

    /// <summary>Messages are copied by the library.</summary>
    public const int CopyFlag = 0x2;

    /// <summary>Purge what is queued and what is on its way, without waiting for the library's threads.</summary>
    public const int PurgeAll = 0x1 | 0x2 | 0x4;

    static LibRdKafka()
    {
        KafkaLibrary.UseFor(typeof(LibRdKafka).Assembly);
        KafkaLibrary.UseFor(typeof(Confluent.Kafka.Library).Assembly);
    }

    [LibraryImport(KafkaLibrary.Name)]
    public static partial nint rd_kafka_version_str();

    [LibraryImport(KafkaLibrary.Name)]
    public static partial nint rd_kafka_conf_new();

    [LibraryImport(KafkaLibrary.Name)]
    public static partial void rd_kafka_conf_destroy(nint conf);

    [LibraryImport(KafkaLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int rd_kafka_conf_set(nint conf, string name, string value, byte* errstr, nuint size);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial void rd_kafka_conf_set_opaque(nint conf, nint opaque);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial void rd_kafka_conf_set_dr_msg_cb(
        nint conf, delegate* unmanaged[Cdecl]<nint, RdKafkaMessage*, nint, void> callback);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial void rd_kafka_conf_set_error_cb(nint conf, delegate* unmanaged[Cdecl]<nint, int, byte*, nint, void> callback);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial void rd_kafka_conf_set_log_cb(nint conf, nint callback);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial nint rd_kafka_new(int type, nint conf, byte* errstr, nuint size);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial void rd_kafka_destroy(nint rk);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial void rd_kafka_destroy_flags(nint rk, int flags);

    [LibraryImport(KafkaLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint rd_kafka_topic_new(nint rk, string topic, nint conf);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial void rd_kafka_topic_destroy(nint topic);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial nint rd_kafka_produceva(nint rk, RdKafkaArgument* arguments, nuint count);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial nint rd_kafka_headers_new(nuint count);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial void rd_kafka_headers_destroy(nint headers);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial int rd_kafka_header_add(nint headers, byte* name, nint nameSize, byte* value, nint valueSize);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial int rd_kafka_poll(nint rk, int milliseconds);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial int rd_kafka_outq_len(nint rk);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial int rd_kafka_purge(nint rk, int flags);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial int rd_kafka_fatal_error(nint rk, byte* errstr, nuint size);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial int rd_kafka_error_code(nint error);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial void rd_kafka_error_destroy(nint error);
}
