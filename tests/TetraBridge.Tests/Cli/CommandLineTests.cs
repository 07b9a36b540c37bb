using TetraBridge.Cli;
using TetraBridge.Configuration.Destinations;
using TetraBridge.Sinks.Otlp.Transport;

namespace TetraBridge.Tests.Cli;

public sealed class CommandLineTests : IDisposable
{
    private readonly CommandLineDouble _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Run_gets_its_configuration()
    {
        var code = await _cli.Invoke("run", "--file=a.log", "--otlp", "http://c:4317", "--protocol", "http/protobuf", "--once", "--console", "--json", "--log-level", "error");

        Assert.Equal(0, code);
        Assert.Equal("/home/op/a.log", _cli.Ran!.Sources[0].File);
        Assert.Equal(["otlp", "console"], _cli.Ran.Routes.Select(r => r.Name));
        Assert.Equal(OtlpProtocol.HttpProtobuf, Assert.IsType<OtlpSinkConfig>(_cli.Ran.Routes[0].Sink).Protocol);
        Assert.Equal(new ConsoleSinkConfig(Json: true), _cli.Ran.Routes[1].Sink);
        Assert.True(_cli.Ran.Once);
        Assert.Equal("", _cli.Out);
    }

    [Fact]
    public async Task A_switch_can_be_told_false_against_the_environment()
    {
        _cli.World.Environment["TETRABRIDGE_ONCE"] = "true";

        await _cli.Invoke("run", "--file", "a", "--null", "--once=false");

        Assert.False(_cli.Ran!.Once);
    }

    [Fact]
    public async Task A_dash_is_standard_input()
    {
        await _cli.Invoke("run", "--file", "-", "--once", "--null");

        Assert.Equal("-", _cli.Ran!.Sources[0].File);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task The_exit_code_is_the_works(int expected)
    {
        using var cli = new CommandLineDouble { Work = _ => Task.FromResult((ExitCode)expected) };

        Assert.Equal(expected, await cli.Invoke("run", "--file", "a", "--null", "--log-level", "error"));
        Assert.Equal(expected, await cli.Invoke("demo"));
        Assert.Equal(expected, await cli.Invoke("explain"));
    }

    [Fact]
    public async Task The_other_commands_get_what_was_asked()
    {
        _cli.World.Files["/home/op/c.yaml"] = "categories: {mine: {tells: x, binaries: y}}\n";

        Assert.Equal(0, await _cli.Invoke("explain", "e.jsonl", "--json", "--config", "c.yaml"));
        Assert.Equal(0, await _cli.Invoke("categories", "--config", "c.yaml"));
        Assert.Equal(0, await _cli.Invoke("demo"));

        Assert.Equal(("e.jsonl", true, "mine"), (_cli.Explained!.File, _cli.Explained.Json, _cli.Explained.Meaning.Categories[0].Id));
        Assert.Equal((false, "mine"), (_cli.Listed!.Json, _cli.Listed.OwnCategories[0].Id));
        Assert.True(_cli.Demonstrated);
    }

    [Fact]
    public async Task Explain_reads_standard_input_where_no_file_is_told()
    {
        await _cli.Invoke("explain");

        Assert.Equal("-", _cli.Explained!.File);
    }

    [Fact]
    public async Task Check_prints_what_holds_and_runs_nothing()
    {
        Assert.Equal(0, await _cli.Invoke("check", "--file", "a.log", "--otlp", "https://c:4317?key=hunter2"));

        Assert.Null(_cli.Ran);
        Assert.Equal("tetrabridge: the configuration has no mistakes\n", _cli.Error);
        Assert.Contains("endpoint: \"https://c:4317?***\"", _cli.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true", 2)]
    [InlineData("false", 0)]
    public async Task Check_gives_librdkafka_all_settings_together(string exactlyOnce, int code)
    {
        _cli.World.Files["/home/op/c.yaml"] =
            $$"""
            sources:
              file:
                file: a.log
            routes:
              lake:
                kafka:
                  brokers: a:1
                  topic: t
                  exactlyOnce: {{exactlyOnce}}
                  settings:
                    socket.timeout.ms: "30000"
            """;

        Assert.Equal(code, await _cli.Invoke("check", "--config", "c.yaml"));

        Assert.Equal(code == 2, _cli.Error.Contains("routes.lake.kafka: librdkafka does not take the settings: `socket.timeout.ms` must be set", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("rnu", "tetrabridge: unknown command `rnu`: did you mean `run`?\n")]
    [InlineData("--log-level debug", "tetrabridge: no command is told: choose from run, demo, explain, categories, check; `tetrabridge --help` tells more\n")]
    [InlineData("run --fiel a.log --null", "tetrabridge: unknown flag `--fiel`: did you mean `--file`?\n")]
    [InlineData("run --file", "tetrabridge: --file: a value is missing: write `--file PATH`\n")]
    [InlineData("run --file a --null extra", "tetrabridge: `extra` belongs to no flag: `tetrabridge run --help` lists what is taken\n")]
    [InlineData("run --file a --kafka=b:9092", "tetrabridge: --kafka: says no topic: write `--kafka HOST:PORT --topic tetragon`\n")]
    [InlineData("run --file a --topic t --null", "tetrabridge: --topic: belongs to a `--kafka`: write `--kafka HOST:PORT --topic NAME`\n")]
    [InlineData("run --file a --kafka b --topic a/b", "tetrabridge: --kafka: `b` is not the address of a broker: write host:port, for example 10.0.0.5:9092, several with commas between\n"
        + "tetrabridge: --topic: `a/b` can't name a topic: letters, digits, `.`, `_` and `-`, at most 249, and neither `.` nor `..`\n"
        + "tetrabridge: 2 mistakes; nothing was started\n")]
    [InlineData("check --bogus-thing", "tetrabridge: unknown flag `--bogus-thing`: `tetrabridge check --help` lists the flags\n")]
    [InlineData("run --null --file --onec", "tetrabridge: --file: `--onec` stands where a value should, and looks like a flag; a file of that name is ./--onec\n")]
    [InlineData("explain --json --bogus-thing", "tetrabridge: unknown flag `--bogus-thing`: `tetrabridge explain --help` lists the flags\n")]
    [InlineData("demo --log-level loud", "tetrabridge: --log-level: `loud` is not known here: choose from debug, info, warn, error\n")]
    [InlineData("run \u001b[31m", "tetrabridge: `\\x1b[31m` belongs to no flag: `tetrabridge run --help` lists what is taken\n")]
    [InlineData(
        "run --fiel a --from strat --timeout 3",
        "tetrabridge: unknown flag `--fiel`: did you mean `--file`?\n"
        + "tetrabridge: --from: `strat` is not known here: did you mean `start`?\n"
        + "tetrabridge: --timeout: `3` is not a duration: a number and ms, s, m or h, for example 10s\n"
        + "tetrabridge: 3 mistakes; nothing was started\n")]
    public async Task Mistakes_come_all_at_once_on_standard_error_without_help(string line, string expected)
    {
        Assert.Equal(2, await _cli.Invoke(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

        Assert.Equal((expected, ""), (_cli.Error, _cli.Out));
        Assert.Null(_cli.Ran);
    }

    [Fact]
    public async Task Without_arguments_help_comes_on_standard_error_as_a_mistake()
    {
        Assert.Equal(2, await _cli.Invoke());

        Assert.Equal("", _cli.Out);
        Assert.Contains("Commands:\n  run ", _cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("explain")]
    public async Task A_stop_is_a_word_and_no_success(string command)
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        using var cli = new CommandLineDouble { Stop = stop.Token, Work = cancellation => Task.FromCanceled<ExitCode>(cancellation) };

        Assert.Equal(1, await cli.Invoke(command));

        Assert.Equal("tetrabridge: stopped before the end\n", cli.Error);
    }

    [Fact]
    public async Task What_run_has_to_say_at_its_end_goes_to_standard_error()
    {
        using var cli = new CommandLineDouble { Summary = "all is well\n" };

        Assert.Equal(0, await cli.Invoke("run", "--file", "a", "--null", "--log-level", "error"));

        Assert.Equal(("", "all is well\n"), (cli.Out, cli.Error));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(" --log-level debug", nameof(An_unhandled_exception_is_one_line_and_its_stack_at_debug))]
    public async Task An_unhandled_exception_is_one_line_and_its_stack_at_debug(string flags, string stack)
    {
        using var cli = new CommandLineDouble { Work = _ => throw new InvalidOperationException("it\nbroke") };

        Assert.Equal(1, await cli.Invoke(("demo" + flags).Split(' ')));

        Assert.StartsWith("tetrabridge: failed: InvalidOperationException: it\\nbroke\n", cli.Error, StringComparison.Ordinal);
        Assert.Equal(stack.Length == 0, cli.Error.Split('\n').Length == 2);
        Assert.Contains(stack, cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_tells_version_commit_schema_runtime_and_librdkafka()
    {
        Assert.Equal(0, await _cli.Invoke("--version"));

        Assert.Matches(@"^tetrabridge [0-9]+\.[0-9]+\.[0-9]+\S*\ncommit ([0-9a-f]{40}|unknown)\nschema 7\nruntime \.NET 10\.\S+ \S+\nlibrdkafka 2\.16\.0\n\z", _cli.Out);
    }

    [Theory]
    [InlineData("1.2.3+abc", "tetrabridge 1.2.3\ncommit abc\nschema 9\n")]
    [InlineData("1.2.3", "tetrabridge 1.2.3\ncommit unknown\nschema 9\n")]
    public void A_version_may_have_no_commit(string informational, string expected)
    {
        Assert.StartsWith(expected, VersionText.Make(informational, "9", "2.16.0"), StringComparison.Ordinal);
    }
}
