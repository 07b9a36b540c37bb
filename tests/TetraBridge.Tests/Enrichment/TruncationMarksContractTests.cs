using TetraBridge.Enrichment;
using TetraBridge.Tests.Contracts;

namespace TetraBridge.Tests.Enrichment;

public sealed class TruncationMarksContractTests : EnricherContract
{
    private protected override IEnricher Create(TimeKeeper time) => new TruncationMarks();
}
