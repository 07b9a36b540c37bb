using TetraBridge.Sources;
using TetraBridge.Tests.Contracts;

namespace TetraBridge.Tests.Sources.ExportFile;

public sealed class ExportFileJournalContractTests : JournalContract
{
    private readonly ExportFileBench _bench = new();

    private protected override IJournal Journal => _bench.Journal;

    private protected override void Append(params string[] lines) => _bench.Writer.Append(lines);

    public override void Dispose() => _bench.Dispose();
}
