using System.IO.Pipes;
using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;
using TetraBridge.Records;
using TetraBridge.Records.Resources;
using TetraBridge.Sinks;
using TetraBridge.Sinks.Console;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Console;

public sealed class ConsoleSinkTests
{
    private const string TmpExec = """{"process_exec":{"process":{"exec_id":"bm9k","pid":7,"binary":"/tmp/x","arguments":"\u001b[31m \u009b \u202e \"q\"","pod":{"namespace":"d","name":"p","pod_labels":{"app":"\u0085"}}}},"node_name":"n","time":"2026-11-24T03:00:00.123456789Z"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Text_is_one_aligned_and_escaped_line_a_record()
    {
        var lines = await LinesAsync(new ConsoleTextEncoder(inColour: false), TmpExec, """{"process_exit":{"process":{"pid":7,"binary":"/a"}},"time":"2026-11-24T03:00:01Z"}""");

        Assert.Equal(
            [
                """2026-11-24T03:00:00.123Z WARN  tmp-execs          /tmp/x \x1b[31m \u{9b} \u{202e} "q" (pid 7) was started in pod d/p""",
                """2026-11-24T03:00:01.000Z DEBUG                    /a (pid 7) ended with status 0""",
                "2026-11-24T03:00:00.000Z WARN  tetrabridge.gap    own",
            ],
            lines);
    }

    [Fact]
    public async Task Colour_is_of_the_severity_alone()
    {
        var lines = await LinesAsync(new ConsoleTextEncoder(inColour: true), """{"process_exec":{"process":{"binary":"/tmp/x"}},"time":"2026-11-24T03:00:01Z"}""");

        Assert.Equal("2026-11-24T03:00:01.000Z \u001b[33mWARN\u001b[0m  tmp-execs          /tmp/x was started", lines[0]);
    }

    [Theory]
    [InlineData(true, null, true)]
    [InlineData(true, "", true)]
    [InlineData(true, "1", false)]
    [InlineData(false, null, false)]
    public void Colour_is_for_terminals_that_do_not_forbid_it(bool isTerminal, string? noColor, bool wanted) => Assert.Equal(wanted, ConsoleColour.IsWanted(isTerminal, noColor));

    [Fact]
    public async Task Json_is_one_object_a_record_with_attributes_as_members()
    {
        var lines = await LinesAsync(JsonEncoder(), TmpExec);

        var json = JsonDocument.Parse(lines[0]).RootElement;
        Assert.Equal("2026-11-24T03:00:00.123456789Z", json.GetProperty("time").GetString());
        Assert.Equal("WARN", json.GetProperty("severity").GetString());
        Assert.Equal("tetragon.process_exec", json.GetProperty("event_name").GetString());
        Assert.Equal(7, json.GetProperty("process.pid").GetInt32());
        Assert.Equal("tmp-execs", json.GetProperty("tetragon.category")[0].GetString());
        Assert.Equal("/tmp/x \u001b[31m \u009b \u202e \"q\"", json.GetProperty("process.command_line").GetString());
        Assert.Equal("\u0085", json.GetProperty("k8s.pod.label.app").GetString());
        Assert.DoesNotContain(lines[0], character => char.IsControl(character) || character == '\u202e');
        var own = JsonDocument.Parse(lines[1]).RootElement;
        Assert.Equal(9_007_199_254_740_993, own.GetProperty("tetrabridge.gap.bytes").GetInt64());
        Assert.True(own.GetProperty("tetrabridge.gap.complete").GetBoolean());
    }

    [Fact]
    public async Task Every_recorded_event_is_one_line_of_json_without_a_member_twice()
    {
        var lines = await LinesAsync(JsonEncoder(), [.. Recorded.All().Where((_, i) => i % 11 == 0).Select(line => Encoding.UTF8.GetString(line.Text))]);

        Assert.All(lines, line => Assert.Distinct(JsonDocument.Parse(line).RootElement.EnumerateObject().Select(member => member.Name)));
    }

    [Fact]
    public async Task A_closed_output_ends_the_route()
    {
        var output = new MemoryStream();
        await using var sink = new ConsoleSink(output, ConsoleSink.DefaultLimits, JsonEncoder);
        var batch = new Batch();
        sink.CreateEncoder().Append(LocalSinkUnderTest.Named("a"), batch);
        await output.DisposeAsync();

        var verdict = await sink.SendAsync(new BatchSlice(batch), Cancellation);

        Assert.Equal(VerdictKind.Gone, verdict.Kind);
        Assert.NotEmpty(verdict.Words!);
    }

    [Fact]
    public async Task A_pipe_that_nobody_reads_any_more_ends_the_route()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no EPIPE");
        await using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        await using var output = new FileStream(new SafeFileHandle(pipe.SafePipeHandle.DangerousGetHandle(), ownsHandle: false), FileAccess.Write, bufferSize: 0);
        await using var sink = new ConsoleSink(output, ConsoleSink.DefaultLimits, JsonEncoder);
        var batch = new Batch();
        sink.CreateEncoder().Append(LocalSinkUnderTest.Named("a"), batch);
        Assert.Equal(Verdict.Delivered, await sink.SendAsync(new BatchSlice(batch), Cancellation));

        pipe.ClientSafePipeHandle.Dispose();

        Assert.Equal(VerdictKind.Gone, (await sink.SendAsync(new BatchSlice(batch), Cancellation)).Kind);
    }

    [Fact]
    public async Task A_full_disk_holds_the_route()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full on this system");
        await using var output = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        await using var sink = new ConsoleSink(output, ConsoleSink.DefaultLimits, JsonEncoder);
        var batch = new Batch();
        sink.CreateEncoder().Append(LocalSinkUnderTest.Named("a"), batch);

        Assert.Equal(VerdictKind.Hold, (await sink.SendAsync(new BatchSlice(batch), Cancellation)).Kind);
    }

    private static ConsoleJsonEncoder JsonEncoder() => new(new RecordOptions(int.MaxValue), new ResourceMapper(RecordTeller.Node, new Dictionary<string, string>()));

    private static async Task<IReadOnlyList<string>> LinesAsync(IRecordEncoder encoder, params IReadOnlyList<string> lines)
    {
        var output = new MemoryStream();
        await using var sink = new ConsoleSink(output, ConsoleSink.DefaultLimits, () => encoder);
        var teller = new RecordTeller(sink.CreateEncoder());
        var batch = new Batch();
        foreach (var line in lines)
        {
            Assert.True(teller.Read(Encoding.UTF8.GetBytes(line)));
            teller.Encode(batch);
        }

        encoder.Append(LocalSinkUnderTest.Named("own"), batch);
        Assert.Equal(Verdict.Delivered, await sink.SendAsync(new BatchSlice(batch), Cancellation));
        return ConsoleLines.Of(output);
    }
}
