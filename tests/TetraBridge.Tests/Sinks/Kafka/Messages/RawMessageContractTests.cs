using System.Text.Json;
using TetraBridge.Sinks;
using TetraBridge.Sinks.Kafka.Messages;
using TetraBridge.Tests.Contracts;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Kafka.Messages;

public sealed class RawMessageContractTests : RecordEncoderContract
{
    private protected override IRecordEncoder Create(SinkLimits limits) => Encoders.Kafka(new RawValue(RecordTeller.Node));

    // The agent's line: the uid is in the header only.
    private protected override void Decode(byte[] record, byte[] group, UInt128 uid)
    {
        using var line = JsonDocument.Parse(Decoded.KafkaValue(record, uid));
        Assert.Equal(JsonValueKind.Object, line.RootElement.ValueKind);
    }
}
