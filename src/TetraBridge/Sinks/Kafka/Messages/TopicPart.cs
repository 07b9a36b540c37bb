namespace TetraBridge.Sinks.Kafka.Messages;

/// <summary>A part of a template.</summary>
/// <param name="Field">What of the event stands here.</param>
/// <param name="Text">UTF-8; where <paramref name="Field"/> is a field, what stands for it in an event that has none.</param>
internal sealed record TopicPart(TopicField Field, byte[] Text);
