using TetraBridge.Enrichment;
using TetraBridge.Tests.Contracts;

namespace TetraBridge.Tests.Enrichment;

public sealed class ContextMarksContractTests : EnricherContract
{
    private protected override IEnricher Create(TimeKeeper time) => new ContextMarks([new ContainerRuntimeStart(), new AgentItself()]);
}
