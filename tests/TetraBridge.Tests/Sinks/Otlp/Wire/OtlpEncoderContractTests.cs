using TetraBridge.Protos.Otlp;
using TetraBridge.Sinks;
using TetraBridge.Tests.Contracts;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Otlp.Wire;

public sealed class OtlpEncoderContractTests : RecordEncoderContract
{
    private protected override bool KeepsLimits => true;

    private protected override IRecordEncoder Create(SinkLimits limits) => Encoders.Otlp(limits);

    private protected override void Decode(byte[] record, byte[] group, UInt128 uid) =>
        Decoded.Otlp(LogRecord.Parser.ParseFrom(record), Resource.Parser.ParseFrom(group), uid);
}
