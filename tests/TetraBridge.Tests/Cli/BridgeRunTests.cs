using Microsoft.Extensions.Logging.Abstractions;
using TetraBridge.Cli;
using TetraBridge.Cli.Demo;
using TetraBridge.Composition;
using TetraBridge.Configuration;
using TetraBridge.Configuration.Destinations;
using TetraBridge.Configuration.Secrets;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Cli;

public sealed class BridgeRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Once_delivers_what_is_there_and_tells_the_books()
    {
        await using var receiver = await DemoReceiver.StartAsync(TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder.File("t.log"), "{\"process_exec\":{\"process\":{\"binary\":\"/tmp/x\"}}}\n\nbad\n", TestContext.Current.CancellationToken);

        var end = await Run(receiver.Address);

        Assert.Equal(ExitCode.DeadLettersOrGaps, end.Code);
        Assert.Equal($"otlp: 3 lines read, 1 of our own told, 2 delivered\n  1 blank\n  1 dead letter, kept in {_folder.File("state/dead-letters/otlp")}\n", end.Summary);
        Assert.Equal((2, 1), (receiver.Arrivals.Records, receiver.Arrivals.Of("tmp-execs").Count));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_a_failure_and_not_a_quiet_one()
    {
        await using var receiver = await DemoReceiver.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Failed, (await Run(receiver.Address)).Code);
    }

    [Fact]
    public async Task A_state_folder_that_can_not_be_made_is_a_failure()
    {
        await File.WriteAllTextAsync(_folder.File("state"), "", TestContext.Current.CancellationToken);

        Assert.Equal(new RunEnd(ExitCode.Failed), await Run(new Uri("http://127.0.0.1:9")));
    }

    [Theory]
    [InlineData(true, nameof(ExitCode.Done))]
    [InlineData(false, nameof(ExitCode.Undelivered))]
    public async Task Following_with_a_deadline_ends_by_what_it_left_undelivered(bool answers, string expected)
    {
        await using var receiver = await ScriptedCollector.StartAsync();
        receiver.Otherwise = answers ? ScriptedAnswer.Taken : ScriptedAnswer.Silence;
        await File.WriteAllTextAsync(_folder.File("t.log"), "{\"process_exec\":{\"process\":{\"binary\":\"/tmp/x\"}}}\n", TestContext.Current.CancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var running = Run(receiver.Http, configure: config => config with { Once = false, Timeout = TimeSpan.FromSeconds(1) }, stop: stop.Token);
        await receiver.ArrivedAsync();
        await stop.CancelAsync();

        Assert.Equal(expected, (await running).Code.ToString());
    }

    private Task<RunEnd> Run(Uri endpoint, Func<BridgeConfig, BridgeConfig>? configure = null, CancellationToken? stop = null)
    {
        var config = new BridgeConfig
        {
            StateFolder = _folder.File("state"),
            Once = true,
            Sources = [new SourceConfig("file", _folder.File("t.log"))],
            Routes = [new RouteConfig("otlp", "file", null, new OtlpSinkConfig { Endpoint = new GuardedUrl(endpoint, "x") }, RouteLimits.Default)],
        };
        var console = new ConsoleOutput(() => Stream.Null, IsColoured: false);
        return new BridgeRun(new Streams(TextWriter.Null, TextWriter.Null), static _ => null, () => Stream.Null, console, "1.2.3", TimeProvider.System)
            .RunAsync(configure?.Invoke(config) ?? config, NullLoggerFactory.Instance, stop ?? TestContext.Current.CancellationToken);
    }
}
