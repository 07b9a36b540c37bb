using TetraBridge.EndToEnd.Support;

namespace TetraBridge.EndToEnd.Kills;

public sealed class EmbeddedKillTests : KillTests
{
    private protected override async Task<ITestCollector> StartAsync() => await EmbeddedCollector.StartAsync();

    private protected override Task<IExportLoad> LoadAsync(BridgeBench bench, int eventsPerSecond) =>
        Task.FromResult<IExportLoad>(new WrittenLoad(bench.ExportFile).Begin(eventsPerSecond));
}
