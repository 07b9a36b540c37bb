using System.Runtime.InteropServices;
using static TetraBridge.Sinks.Kafka.LibRdKafka;

namespace TetraBridge.Sinks.Kafka;

/// <summary>librdkafka's `rd_kafka_conf_t`, and a client made of it.</summary>
internal static unsafe class RdKafkaConfiguration
{
    private const int ErrorLength = 512;

    /// <summary>A configuration with these settings; freed by <see cref="Client"/>.</summary>
    /// <exception cref="KafkaSettingException">librdkafka refuses a setting.</exception>
    public static nint Of(IEnumerable<KeyValuePair<string, string>> settings)
    {
        var conf = rd_kafka_conf_new();
        var words = stackalloc byte[ErrorLength];
        foreach (var (name, value) in settings)
        {
            if (rd_kafka_conf_set(conf, name, value, words, ErrorLength) != 0)
            {
                rd_kafka_conf_destroy(conf);
                throw new KafkaSettingException($"{name}: {Marshal.PtrToStringUTF8((nint)words)}");
            }
        }

        // What counts comes by the error callback; librdkafka's own log goes to stderr otherwise.
        rd_kafka_conf_set_log_cb(conf, 0);
        return conf;
    }

    /// <summary>A client; connections come later.</summary>
    /// <param name="type"><see cref="Producer"/> or <see cref="Consumer"/>.</param>
    /// <param name="conf">The configuration; not to be used afterwards.</param>
    /// <exception cref="KafkaSettingException">librdkafka refuses the settings together.</exception>
    public static nint Client(int type, nint conf)
    {
        var words = stackalloc byte[ErrorLength];
        var handle = rd_kafka_new(type, conf, words, ErrorLength);
        if (handle == 0)
        {
            rd_kafka_conf_destroy(conf);
            throw new KafkaSettingException(Marshal.PtrToStringUTF8((nint)words) ?? "");
        }

        return handle;
    }
}
