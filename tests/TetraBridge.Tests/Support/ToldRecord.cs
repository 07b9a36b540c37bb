using TetraBridge.Protos.Otlp;

namespace TetraBridge.Tests.Support;

/// <summary>A record decoded by generated classes.</summary>
/// <param name="Record">The record.</param>
/// <param name="Resource">Its resource.</param>
/// <param name="WasCut">What the encoder said.</param>
/// <param name="Bytes">The size of both.</param>
internal sealed record ToldRecord(LogRecord Record, Resource Resource, bool WasCut, int Bytes)
{
    /// <summary>The value of an attribute of the record, else of its resource, or null.</summary>
    public AnyValue? this[string name] =>
        Record.Attributes.FirstOrDefault(attribute => attribute.Key == name)?.Value ?? Resource.Attributes.FirstOrDefault(attribute => attribute.Key == name)?.Value;
}
