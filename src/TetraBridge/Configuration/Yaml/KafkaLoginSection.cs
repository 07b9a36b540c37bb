using TetraBridge.Configuration.Destinations;
using TetraBridge.Sinks.Kafka;

namespace TetraBridge.Configuration.Yaml;

/// <summary>Reads `kafka.tls` and `kafka.sasl`.</summary>
internal static class KafkaLoginSection
{
    /// <summary>`tls`; empty means TLS with what the system trusts.</summary>
    public static KafkaTlsConfig Tls(ConfigNode node, YamlReading reading)
    {
        var section = new SectionReader(node, ConfigurationKeys.KafkaTls, reading);
        foreach (var key in new[] { "keyFile", "keyPassword", "keyPasswordFile" })
        {
            if (section.Has(key) && !section.Has("certificateFile"))
            {
                reading.Mistakes.Add(section.Entry(key)!, $"`{key}` belongs to a client certificate: write `certificateFile` too");
            }
        }

        return new KafkaTlsConfig
        {
            CaFile = section.Read("caFile", YamlValues.FilePath),
            CertificateFile = section.Read("certificateFile", YamlValues.FilePath),
            KeyFile = section.Read("keyFile", YamlValues.FilePath),
            KeyPassword = SecretValues.Read(section, "keyPassword", "keyPasswordFile"),
        };
    }

    /// <summary>`sasl`; null where a mistake leaves none.</summary>
    public static KafkaSaslConfig? Sasl(ConfigNode node, YamlReading reading)
    {
        var section = new SectionReader(node, ConfigurationKeys.KafkaSasl, reading);
        var mechanism = section.Read("mechanism", YamlValues.Choice(KafkaNames.Mechanisms));
        if (!section.Has("mechanism"))
        {
            reading.Mistakes.Add(
                node, $"`sasl` needs `mechanism`: choose from {string.Join(", ", KafkaNames.Mechanisms.Select(m => m.Name))}");
        }

        var user = section.Read("user", YamlValues.Text);
        var password = SecretValues.Read(section, "password", "passwordFile");
        if (mechanism is KafkaSaslMechanism.OAuthBearer && (section.Has("user") || section.Has("password") || section.Has("passwordFile")))
        {
            reading.Mistakes.Add(
                node, "OAUTHBEARER takes no user and password: how the token is got stands in `settings` (sasl.oauthbearer.…)");
        }
        else if (
            mechanism is not (null or KafkaSaslMechanism.OAuthBearer)
                && (!section.Has("user") || !(section.Has("password") || section.Has("passwordFile"))))
        {
            reading.Mistakes.Add(node, "`sasl` needs `user`, and `password: ${env:NAME}` or `passwordFile`");
        }

        return mechanism is { } known ? new KafkaSaslConfig(known, user, password) : null;
    }
}
