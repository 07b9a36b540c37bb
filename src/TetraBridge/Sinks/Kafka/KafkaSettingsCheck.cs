namespace TetraBridge.Sinks.Kafka;

/// <summary>
/// Whether librdkafka takes an operator's settings: many mistakes show only once a client is made of all of them together.
/// </summary>
internal static class KafkaSettingsCheck
{
    /// <summary>
    /// What is wrong; null where nothing is. Connects to nobody, and reads neither secrets nor certificates: those may come later.
    /// </summary>
    public static string? Mistake(KafkaOptions options)
    {
        var login = options.Sasl is { Password: not null } sasl ? sasl with { Password = static () => "-" } : options.Sasl;
        try
        {
            NativeKafkaProducer.Try(
                KafkaSettings.Unconnected(options with { Tls = options.Tls is null ? null : new KafkaTlsOptions(), Sasl = login }));
            return null;
        }
        catch (KafkaSettingException refused)
        {
            return $"librdkafka does not take the settings: {refused.Message}";
        }
    }
}
