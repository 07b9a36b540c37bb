using TetraBridge.Sinks;
using TetraBridge.Sinks.Kafka.Messages;
using TetraBridge.Tests.Contracts;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Kafka.Messages;

public sealed class FlatJsonMessageContractTests : RecordEncoderContract
{
    private protected override IRecordEncoder Create(SinkLimits limits) => Encoders.Kafka(new FlatJsonValue(Encoders.Options(limits), Encoders.Resources(), TimeProvider.System));

    private protected override void Decode(byte[] record, byte[] group, UInt128 uid) => Decoded.Flat(Decoded.KafkaValue(record, uid), uid);
}
