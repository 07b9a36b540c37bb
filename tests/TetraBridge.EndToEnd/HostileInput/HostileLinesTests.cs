using System.Text;
using System.Text.Json;
using TetraBridge.EndToEnd.Support;

namespace TetraBridge.EndToEnd.HostileInput;

public sealed class HostileLinesTests
{
    [Fact]
    public async Task Good_lines_among_them_arrive_and_each_bad_one_is_a_dead_letter_with_its_reason()
    {
        await using var collector = await EmbeddedCollector.StartAsync();
        using var bench = new BridgeBench();
        var good = Mixed(bench.ExportFile);

        var (code, output, errors) = await BridgeProcess.RunAsync(bench.Run(["--once", .. collector.Route("http/protobuf")]));

        Assert.True(code == 4, errors);
        Assert.Empty(output);
        Assert.Equal(good.Order(StringComparer.Ordinal), collector.Received().Where(record => record.IsEvent).Select(record => record.Uid).Order(StringComparer.Ordinal));
        Assert.Equal(
            HostileLines.All.Where(line => line.Reason is not null).Select(line => $"{line.Reason} {line.Bytes.Length}"),
            bench.DeadLetters().Select(letter => JsonElement.Parse(letter)).Select(letter => $"{letter.GetProperty("reason").GetString()} {letter.GetProperty("length").GetInt64()}"));
        Assert.Contains(collector.Received(), record => record.EventName == "tetrabridge.dead_letter");
    }

    [Fact]
    public async Task Dead_letters_hold_the_line_as_it_stood()
    {
        await using var collector = await EmbeddedCollector.StartAsync();
        using var bench = new BridgeBench();
        Mixed(bench.ExportFile);

        await BridgeProcess.RunAsync(bench.Run(["--once", .. collector.Route("http/protobuf")]));

        foreach (var (line, letter) in HostileLines.All.Where(line => line.Reason is not null).Zip(bench.DeadLetters().Select(letter => JsonElement.Parse(letter))))
        {
            var kept = letter.TryGetProperty("line", out var text) ? Encoding.UTF8.GetBytes(text.GetString()!) : letter.GetProperty("line_base64").GetBytesFromBase64();
            Assert.Equal(line.Reason == "too_long" ? line.Bytes[..(64 * 1024)] : line.Bytes, kept);
        }
    }

    [Fact]
    public async Task A_line_with_the_prefix_of_a_container_runtime_arrives_as_the_event_that_it_holds()
    {
        await using var collector = await EmbeddedCollector.StartAsync();
        using var bench = new BridgeBench();
        var line = Encoding.UTF8.GetString(Recorded.Lines("nocred-a").First().Text);
        await File.WriteAllTextAsync(bench.ExportFile, $"2026-11-24T00:00:00.000000000Z stdout F {line}\n", TestContext.Current.CancellationToken);

        var (code, _, errors) = await BridgeProcess.RunAsync(bench.Run(["--once", .. collector.Route("grpc")]));

        Assert.True(code == 0, errors);
        Assert.Equal(new LineUids().Of(line), Assert.Single(collector.Received()).Uid);
    }

    // A good line, a hostile one, a good one, …; the uids of the good ones.
    private static List<string> Mixed(string path)
    {
        var uids = new LineUids();
        var good = new List<string>();
        using var hostile = HostileLines.All.GetEnumerator();
        using var file = File.Create(path);
        foreach (var line in Recorded.Lines("nocred-a"))
        {
            good.Add(uids.Of(line.Text));
            file.Write(line.Text);
            file.WriteByte((byte)'\n');
            if (hostile.MoveNext())
            {
                file.Write(hostile.Current.Bytes);
                file.WriteByte((byte)'\n');
            }
        }

        Assert.False(hostile.MoveNext(), "all hostile lines are in the file");
        return good;
    }
}
