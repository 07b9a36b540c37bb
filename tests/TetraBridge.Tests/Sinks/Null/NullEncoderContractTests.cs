using TetraBridge.Sinks;
using TetraBridge.Sinks.Null;
using TetraBridge.Tests.Contracts;

namespace TetraBridge.Tests.Sinks.Null;

public sealed class NullEncoderContractTests : RecordEncoderContract
{
    private protected override IRecordEncoder Create(SinkLimits limits) => new NullEncoder();

    private protected override void Decode(byte[] record, byte[] group, UInt128 uid) => Assert.Empty(record);
}
