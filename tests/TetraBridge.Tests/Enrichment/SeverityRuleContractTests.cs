using TetraBridge.Enrichment;
using TetraBridge.Tests.Contracts;

namespace TetraBridge.Tests.Enrichment;

public sealed class SeverityRuleContractTests : EnricherContract
{
    private protected override IEnricher Create(TimeKeeper time) => new SeverityRule([new ContainerRuntimeStart(), new AgentItself()]);
}
