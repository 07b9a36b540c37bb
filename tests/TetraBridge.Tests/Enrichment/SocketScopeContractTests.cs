using TetraBridge.Enrichment;
using TetraBridge.Tests.Contracts;

namespace TetraBridge.Tests.Enrichment;

public sealed class SocketScopeContractTests : EnricherContract
{
    private protected override IEnricher Create(TimeKeeper time) => new SocketScope();
}
