using TetraBridge.Enrichment;
using TetraBridge.Tests.Contracts;

namespace TetraBridge.Tests.Enrichment;

public sealed class SelfMarkContractTests : EnricherContract
{
    private protected override IEnricher Create(TimeKeeper time) => new SelfMark("/usr/bin/sudo", pid: 1);
}
