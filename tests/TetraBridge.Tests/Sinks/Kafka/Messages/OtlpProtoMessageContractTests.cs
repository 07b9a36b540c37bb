using TetraBridge.Protos.Otlp;
using TetraBridge.Sinks;
using TetraBridge.Sinks.Kafka.Messages;
using TetraBridge.Tests.Contracts;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Kafka.Messages;

public sealed class OtlpProtoMessageContractTests : RecordEncoderContract
{
    private protected override bool KeepsLimits => true;

    // Key, headers, the resource with its scope.
    private protected override int Overhead => 1024;

    private protected override IRecordEncoder Create(SinkLimits limits) => Encoders.Kafka(new OtlpProtoValue(Encoders.Otlp(limits), OtlpBatches.Scope));

    private protected override void Decode(byte[] record, byte[] group, UInt128 uid) =>
        Decoded.Request(ExportLogsServiceRequest.Parser.ParseFrom(Decoded.KafkaValue(record, uid)), uid);
}
