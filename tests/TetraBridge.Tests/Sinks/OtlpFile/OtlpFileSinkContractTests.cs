using TetraBridge.Tests.Contracts;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.OtlpFile;

public sealed class OtlpFileSinkContractTests : SinkContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private protected override Task<ISinkUnderTest> StartAsync() => Task.FromResult<ISinkUnderTest>(OtlpFileSinkTests.Start(_folder));
}
