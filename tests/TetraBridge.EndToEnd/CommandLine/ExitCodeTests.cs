using TetraBridge.EndToEnd.Support;

namespace TetraBridge.EndToEnd.CommandLine;

/// <summary>Scripts depend on how a run ends (decisions 7); 0 and 4 are shown where recordings and hostile lines are delivered.</summary>
public sealed class ExitCodeTests
{
    private const string Nobody = "http://127.0.0.1:9";

    [Fact]
    public async Task A_state_folder_has_one_process_and_the_second_one_ends_with_1_and_says_why()
    {
        await using var collector = await EmbeddedCollector.StartAsync();
        using var bench = new BridgeBench();
        bench.Write("nocred-a");
        await using var first = BridgeProcess.Start(bench.Run(collector.Route("grpc")));
        await collector.Script.ArrivedAsync();

        var (code, _, errors) = await BridgeProcess.RunAsync(bench.Run(collector.Route("grpc")));

        Assert.Equal(1, code);
        Assert.Contains($"the state folder {bench.State} is in use by another tetrabridge", errors, StringComparison.Ordinal);
        Assert.Equal(0, await first.StopAsync());
    }

    [Theory]
    [InlineData("--fil", "did you mean `--file`?")]
    [InlineData("--protocol", "--protocol")]
    public async Task Mistakes_on_the_command_line_end_with_2_and_the_words_to_mend_them(string flag, string words)
    {
        using var bench = new BridgeBench();

        var (code, output, errors) = await BridgeProcess.RunAsync(bench.Run("--otlp", Nobody, flag, "x"));

        Assert.Equal(2, code);
        Assert.Contains(words, errors, StringComparison.Ordinal);
        Assert.Empty(output);
        Assert.False(Directory.Exists(bench.State), "nothing is made for a run that can't be");
    }

    [Fact]
    public async Task Once_with_a_limit_and_nobody_there_ends_with_3_and_the_next_run_delivers_all()
    {
        await using var collector = await EmbeddedCollector.StartAsync();
        using var bench = new BridgeBench();
        var lines = bench.Write("nocred-a");

        var (code, _, errors) = await BridgeProcess.RunAsync(bench.Run("--otlp", Nobody, "--once", "--timeout", "2s"));

        Assert.True(code == 3, errors);
        Assert.Contains($"undelivered {lines.Count}", errors, StringComparison.Ordinal);
        Assert.Equal(0, (await BridgeProcess.RunAsync(bench.Run(["--once", .. collector.Route("grpc")]))).ExitCode);
        Assert.Equal(lines.Count, collector.Received().Count());
    }

    [Fact]
    public async Task A_wrong_path_holds_the_route_and_makes_no_dead_letters()
    {
        await using var collector = await RealCollector.StartAsync();
        using var bench = new BridgeBench();
        bench.Write("nocred-a");
        string[] wrong = ["--otlp", collector.Route("http/protobuf")[1] + "/otlp"];

        var (code, _, errors) = await BridgeProcess.RunAsync(bench.Run(["--once", "--timeout", "4s", .. wrong]));

        CheckHeld(bench, code, errors);
        Assert.Empty(collector.Received());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(413)]
    public async Task A_receiver_that_never_took_anything_makes_no_dead_letters(int status)
    {
        await using var collector = await EmbeddedCollector.StartAsync();
        collector.Script.Otherwise = ScriptedAnswer.OverHttp(status, "text/plain", "no");
        using var bench = new BridgeBench();
        bench.Write("nocred-a");

        var (code, _, errors) = await BridgeProcess.RunAsync(bench.Run(["--once", "--timeout", "3s", .. collector.Route("http/protobuf")]));

        CheckHeld(bench, code, errors);
    }

    private static void CheckHeld(BridgeBench bench, int code, string errors)
    {
        Assert.True(code == 3, errors);
        Assert.Contains(" ERROR ", errors, StringComparison.Ordinal);
        Assert.Empty(bench.DeadLetters());
    }
}
