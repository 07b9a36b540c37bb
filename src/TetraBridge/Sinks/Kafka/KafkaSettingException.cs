namespace TetraBridge.Sinks.Kafka;

/// <summary>librdkafka does not take a setting; the message has its words.</summary>
internal sealed class KafkaSettingException(string message) : Exception(message);
