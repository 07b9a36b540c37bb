using System.Text;
using System.Text.Unicode;
using TetraBridge.Sinks;
using TetraBridge.Sinks.Console;
using TetraBridge.Tests.Contracts;

namespace TetraBridge.Tests.Sinks.Console;

public sealed class ConsoleTextEncoderContractTests : RecordEncoderContract
{
    // The time as text, for people.
    private protected override int MostBytesAnEvent => 160;

    private protected override IRecordEncoder Create(SinkLimits limits) => new ConsoleTextEncoder(inColour: false);

    // One line, which does nothing to a terminal; it tells no uid.
    private protected override void Decode(byte[] record, byte[] group, UInt128 uid)
    {
        Assert.True(Utf8.IsValid(record));
        Assert.Equal((byte)'\n', record[^1]);
        Assert.DoesNotContain(Encoding.UTF8.GetString(record.AsSpan(0, record.Length - 1)), char.IsControl);
    }
}
