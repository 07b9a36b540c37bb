using TetraBridge.EndToEnd.Support;

namespace TetraBridge.EndToEnd.MainJob;

public sealed class EmbeddedCollectorMainJobTests : MainJobTests
{
    private protected override async Task<ITestCollector> StartAsync() => await EmbeddedCollector.StartAsync();

    private protected override Task<IExportLoad> FollowedLoadAsync(BridgeBench bench) =>
        Task.FromResult<IExportLoad>(new WrittenLoad(bench.ExportFile).Begin(eventsPerSecond: 2000));
}
