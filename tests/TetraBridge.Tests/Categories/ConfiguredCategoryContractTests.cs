using TetraBridge.Categories;
using TetraBridge.Events;
using TetraBridge.Tests.Contracts;

namespace TetraBridge.Tests.Categories;

public sealed class ConfiguredCategoryContractTests : CategoryContract
{
    private protected override ICategory Create() => new ConfiguredCategory(new CategoryDefinition("own", "Ours.", Severity.Warn3, ["T1095"], [], [], [], ["/usr/bin/*"], ["*etc*"]));
}
