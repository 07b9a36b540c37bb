using TetraBridge.EndToEnd.Support;

namespace TetraBridge.EndToEnd.MainJob;

public sealed class RealCollectorMainJobTests : MainJobTests
{
    private protected override async Task<ITestCollector> StartAsync() => await RealCollector.StartAsync();

    private protected override async Task<IExportLoad> FollowedLoadAsync(BridgeBench bench) => await ReplayedLoad.StartAsync(bench, eventsPerSecond: 2000);
}
