using TetraBridge.EndToEnd.Support;

namespace TetraBridge.EndToEnd.Kills;

public sealed class RealServersKillTests : KillTests
{
    private protected override async Task<ITestCollector> StartAsync() => await RealCollector.StartAsync();

    private protected override async Task<IExportLoad> LoadAsync(BridgeBench bench, int eventsPerSecond) => await ReplayedLoad.StartAsync(bench, eventsPerSecond);
}
