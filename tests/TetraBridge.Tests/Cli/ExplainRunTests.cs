using System.IO.Compression;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using TetraBridge.Categories;
using TetraBridge.Cli;
using TetraBridge.Cli.Explain;
using TetraBridge.Configuration;
using TetraBridge.Events;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Cli;

public sealed class ExplainRunTests : IDisposable
{
    private static readonly string _events = Path.Combine(AppContext.BaseDirectory, "Fixtures", "cli", "events.jsonl");

    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false, "explain.txt")]
    [InlineData(true, "explain.jsonl")]
    public async Task Explanations_read_as_they_were_approved(bool json, string golden)
    {
        Assert.Equal(ExitCode.DeadLettersOrGaps, await Explain(_events, json));

        GoldenFiles.AssertCurrent($"tests/TetraBridge.Tests/Fixtures/cli/{golden}", _out.ToString());
        Assert.Equal("", _error.ToString());
        Assert.All(_out.ToString(), c => Assert.True(c == '\n' || !char.IsControl(c)));
        Assert.DoesNotContain('\u202e', _out.ToString());
    }

    [Fact]
    public async Task Each_line_is_one_object_for_machines_and_bad_ones_name_their_problem()
    {
        await Explain(_events, json: true);

        var lines = _out.ToString().TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal([1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12], lines.Select(line => line.GetProperty("line").GetInt32()));
        Assert.Equal(
            ["8 not_json", "9 no_event", "10 ambiguous", "12 not_json"],
            lines.Where(line => line.TryGetProperty("problem", out _)).Select(line => $"{line.GetProperty("line")} {line.GetProperty("problem")}"));
    }

    [Fact]
    public async Task Standard_input_and_packed_files_say_the_same()
    {
        await Explain(_events, json: true);
        var plain = _out.ToString();
        _out.GetStringBuilder().Clear();

        var packed = _folder.File("e.jsonl.gz");
        await using (var gzip = new GZipStream(File.Create(packed), CompressionMode.Compress))
        {
            await gzip.WriteAsync(await File.ReadAllBytesAsync(_events, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        }

        await Explain(packed, json: true);
        await Explain("-", json: true);

        Assert.Equal(plain + plain, _out.ToString());
    }

    [Fact]
    public async Task Good_lines_only_are_done()
    {
        var file = _folder.File("good.jsonl");
        await File.WriteAllTextAsync(file, """{"process_exec":{"process":{"binary":"/usr/bin/nmap"}}}""", TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Done, await Explain(file, json: false, new CategoryDefinition("net-tools", "A tool.", Severity.Warn, [], [], [], [], ["nmap"], [])));

        Assert.Contains("category   net-tools: configured: binaries (confidence high)\n", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_told_and_the_next_one_taken()
    {
        var file = _folder.File("long.jsonl");
        await File.WriteAllTextAsync(file, new string('x', (16 << 20) + 1) + "\n{\"process_exec\":{}}\n", TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.DeadLettersOrGaps, await Explain(file, json: false));

        Assert.StartsWith("line 1: no event (too_long): the line has 16777217 bytes", _out.ToString(), StringComparison.Ordinal);
        Assert.Contains("\nline 2: process_exec", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_fails_with_a_word()
    {
        Assert.Equal(ExitCode.Failed, await Explain(_folder.File("none\u001b"), json: false));

        Assert.StartsWith("tetrabridge: ", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("none\\x1b can't be read", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_route_would_cut_is_cut_and_named()
    {
        var file = _folder.File("large.jsonl");
        await File.WriteAllTextAsync(file, "{\"process_exec\":{\"process\":{\"binary\":\"/usr/bin/x\",\"arguments\":\"" + new string('a', 60_000) + "\"}}}", TestContext.Current.CancellationToken);

        await Explain(file, json: true);

        Assert.Contains("\"tetrabridge.cut\":[\"process.command_line=60011\"", _out.ToString(), StringComparison.Ordinal);
        var record = JsonDocument.Parse(_out.ToString()).RootElement.GetProperty("record");
        Assert.InRange(record.GetProperty("attributes").GetProperty("process.command_line").GetString()!.Length, 1000, 16 * 1024);
    }

    [Fact]
    public async Task Node_resource_and_egress_policies_are_those_of_the_configuration()
    {
        var file = _folder.File("connect.jsonl");
        await File.WriteAllTextAsync(
            file,
            """{"process_kprobe":{"process":{"binary":"/usr/bin/curl"},"function_name":"tcp_connect","args":[{"sock_arg":{"daddr":"10.0.0.9","dport":443}}],"policy_name":"out-of-here"}}""",
            TestContext.Current.CancellationToken);

        await Explain(file, json: true, new EventMeaning { Node = "node-7", Resource = new Dictionary<string, string> { ["deployment.environment.name"] = "lab" }, EgressPolicies = ["out-*"] });

        Assert.Contains("egress-connections", _out.ToString(), StringComparison.Ordinal);
        Assert.Contains("node-7", _out.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"deployment.environment.name\":\"lab\"", _out.ToString(), StringComparison.Ordinal);
    }

    private Task<ExitCode> Explain(string file, bool json, params CategoryDefinition[] own) => Explain(file, json, new EventMeaning { Categories = own });

    private Task<ExitCode> Explain(string file, bool json, EventMeaning meaning)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 1, 2, 3, TimeSpan.Zero));
        return new ExplainRun(new Streams(_out, _error), () => File.OpenRead(_events), "here", clock).RunAsync(new ExplainRequest(file, json, meaning), TestContext.Current.CancellationToken);
    }
}
