using TetraBridge.Sinks;
using TetraBridge.Sinks.Console;
using TetraBridge.Tests.Contracts;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Console;

public sealed class ConsoleJsonEncoderContractTests : RecordEncoderContract
{
    // The time as text, for people.
    private protected override int MostBytesAnEvent => 160;

    private protected override IRecordEncoder Create(SinkLimits limits) => new ConsoleJsonEncoder(Encoders.Options(limits), Encoders.Resources());

    private protected override void Decode(byte[] record, byte[] group, UInt128 uid) => Decoded.Flat(record, uid);
}
