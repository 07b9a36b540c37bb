using TetraBridge.Sinks.Otlp.Transport;
using TetraBridge.Tests.Contracts;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Otlp;

public sealed class OtlpHttpSinkContractTests : SinkContract
{
    private protected override async Task<ISinkUnderTest> StartAsync() => await OtlpSinkUnderTest.StartAsync(OtlpProtocol.HttpProtobuf);
}
