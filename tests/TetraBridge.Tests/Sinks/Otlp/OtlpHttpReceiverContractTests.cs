using TetraBridge.Sinks.Otlp.Transport;
using TetraBridge.Tests.Contracts;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Otlp;

public sealed class OtlpHttpReceiverContractTests : ReceiverContract
{
    private protected override async Task<IReceiverUnderTest> StartAsync() => await OtlpSinkUnderTest.StartAsync(OtlpProtocol.HttpProtobuf);
}
