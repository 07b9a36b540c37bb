using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TetraBridge.Sinks.Kafka;

/// <summary>
/// librdkafka's own functions by which administrative questions are asked and answered; names and meaning as in its rdkafka.h.
/// </summary>
[SuppressMessage("Naming", "CA1707", Justification = "The library's own names.")]
[SuppressMessage("Style", "IDE1006", Justification = "The library's own names.")]
internal static unsafe partial class LibRdKafkaAdmin
{
    // The resolver of the library's file is set there.
    static LibRdKafkaAdmin() => RuntimeHelpers.RunClassConstructor(typeof(LibRdKafka).TypeHandle);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial nint rd_kafka_queue_new(nint rk);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial void rd_kafka_queue_destroy(nint queue);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial nint rd_kafka_queue_poll(nint queue, int milliseconds);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial void rd_kafka_event_destroy(nint answer);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial int rd_kafka_event_error(nint answer);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial nint rd_kafka_AdminOptions_new(nint rk, int operation);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial void rd_kafka_AdminOptions_destroy(nint options);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial int rd_kafka_AdminOptions_set_request_timeout(nint options, int milliseconds, byte* errstr, nuint size);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial int rd_kafka_AdminOptions_set_operation_timeout(nint options, int milliseconds, byte* errstr, nuint size);
}
