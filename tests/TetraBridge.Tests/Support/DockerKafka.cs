using Testcontainers.Kafka;

namespace TetraBridge.Tests.Support;

/// <summary>Apache Kafka in a container of the test run's own, where a Docker engine answers.</summary>
internal static class DockerKafka
{
    private const string Image = "apache/kafka:4.1.0";
    private const string Socket = "/var/run/docker.sock";

    // The image is fetched once.
    private static readonly TimeSpan _longestStart = TimeSpan.FromMinutes(3);

    /// <summary>The broker; null where there is no engine, or it can't start one, which is said.</summary>
    public static async Task<KafkaContainer?> TryStartAsync()
    {
        if (Environment.GetEnvironmentVariable("DOCKER_HOST") is null && !File.Exists(Socket))
        {
            return null;
        }

        using var limit = new CancellationTokenSource(_longestStart);
        try
        {
            var container = new KafkaBuilder(Image).Build();
            await container.StartAsync(limit.Token);
            return container;
        }
        catch (Exception failure)
        {
            // Whatever an engine, its registry or its rights say: the tests go on without it.
            TestContext.Current.SendDiagnosticMessage($"No broker in a container: {failure.Message}");
            return null;
        }
    }
}
