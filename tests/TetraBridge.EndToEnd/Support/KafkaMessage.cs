namespace TetraBridge.EndToEnd.Support;

/// <summary>A message as Kafka's own console consumer tells it.</summary>
/// <param name="Uid">The header `uid`.</param>
/// <param name="Key">The key.</param>
internal readonly record struct KafkaMessage(string Uid, string Key)
{
    private const string UidHeader = "uid:";

    /// <summary>All messages of a topic's partition that are committed, in order.</summary>
    public static async Task<IReadOnlyList<KafkaMessage>> ReadAsync(string bootstrap, string topic, int partition)
    {
        var told = await KafkaTool.RunAsync(
            "kafka-console-consumer", "--bootstrap-server", bootstrap, "--topic", topic, "--partition", $"{partition}", "--offset", "earliest", "--timeout-ms", "8000",
            "--formatter-property", "print.headers=true", "--formatter-property", "print.key=true", "--formatter-property", "print.value=false");
        return [.. told.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
    }

    // `uid:…,content-type:…<tab>key`
    private static KafkaMessage Parse(string line)
    {
        var parts = line.Split('\t', 2);
        var uid = parts[0].Split(',').First(static header => header.StartsWith(UidHeader, StringComparison.Ordinal));
        return new KafkaMessage(uid[UidHeader.Length..], parts[1].Trim());
    }
}
