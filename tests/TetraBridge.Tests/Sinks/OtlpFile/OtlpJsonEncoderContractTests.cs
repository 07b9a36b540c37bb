using TetraBridge.Protos.Otlp;
using TetraBridge.Sinks;
using TetraBridge.Tests.Contracts;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.OtlpFile;

public sealed class OtlpJsonEncoderContractTests : RecordEncoderContract
{
    private protected override IRecordEncoder Create(SinkLimits limits) => Encoders.OtlpJson(limits);

    private protected override void Decode(byte[] record, byte[] group, UInt128 uid) => Decoded.Otlp(Decoded.Json<LogRecord>(record), Decoded.Json<Resource>(group), uid);
}
