using TetraBridge.Categories;
using TetraBridge.Categories.Library;
using TetraBridge.Tests.Contracts;

namespace TetraBridge.Tests.Categories.Library;

public sealed class CapsetCallsContractTests : CategoryContract
{
    private protected override ICategory Create() => new CapsetCalls();
}
