using TetraBridge.Protos.Otlp;
using TetraBridge.Sinks;
using TetraBridge.Sinks.Kafka.Messages;
using TetraBridge.Tests.Contracts;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Kafka.Messages;

public sealed class OtlpJsonMessageContractTests : RecordEncoderContract
{
    private protected override IRecordEncoder Create(SinkLimits limits) => Encoders.Kafka(new OtlpJsonValue(Encoders.OtlpJson(limits), "1.2.3"));

    private protected override void Decode(byte[] record, byte[] group, UInt128 uid) =>
        Decoded.Request(Decoded.Json<ExportLogsServiceRequest>(Decoded.KafkaValue(record, uid)), uid);
}
