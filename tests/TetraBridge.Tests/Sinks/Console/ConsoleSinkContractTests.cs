using TetraBridge.Sinks.Console;
using TetraBridge.Tests.Contracts;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Console;

public sealed class ConsoleSinkContractTests : SinkContract
{
    private protected override Task<ISinkUnderTest> StartAsync()
    {
        var output = new MemoryStream();
        var sink = new ConsoleSink(output, ConsoleSink.DefaultLimits, () => new ConsoleTextEncoder(inColour: false));
        return Task.FromResult<ISinkUnderTest>(new LocalSinkUnderTest(sink, () => ConsoleLines.Of(output).Select(line => line.Split(' ')[^1])));
    }
}
