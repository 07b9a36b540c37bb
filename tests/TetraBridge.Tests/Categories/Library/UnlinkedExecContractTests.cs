using TetraBridge.Categories;
using TetraBridge.Categories.Library;
using TetraBridge.Tests.Contracts;

namespace TetraBridge.Tests.Categories.Library;

public sealed class UnlinkedExecContractTests : CategoryContract
{
    private protected override ICategory Create() => new UnlinkedExec();
}
