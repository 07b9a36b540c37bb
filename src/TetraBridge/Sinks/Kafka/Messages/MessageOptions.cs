namespace TetraBridge.Sinks.Kafka.Messages;

/// <summary>What messages of a route look like.</summary>
/// <param name="Topic">Where they go.</param>
internal sealed record MessageOptions(TopicTemplate Topic)
{
    /// <summary>
    /// Where events without a category go, where the template has one. Default: what <see cref="TopicTemplate.WithoutCategory"/> makes of
    /// it.
    /// </summary>
    public string? UncategorizedTopic { get; init; }

    /// <summary>Where records of our own go (gaps, notices of dead letters). Default: by the template.</summary>
    public string? FallbackTopic { get; init; }

    /// <summary>The key.</summary>
    public MessageKey Key { get; init; } = MessageKey.Process;

    /// <summary>The headers beside `uid` and `content-type`.</summary>
    public MessageHeader Headers { get; init; } = MessageHeader.None;
}
