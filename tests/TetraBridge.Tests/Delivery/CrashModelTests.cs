using FsCheck;
using FsCheck.Xunit;
using TetraBridge.Delivery;
using TetraBridge.Tests.Sources.ExportFile;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Delivery;

/// <summary>Killed at any moment, started again at the bookmark, over a real export file that goes on and is rotated: nothing is lost.</summary>
public sealed class CrashModelTests
{
    [Property(MaxTest = 40)]
    public void Every_line_arrives_and_in_order_where_one_request_is_under_way_at_a_time(DoNotSize<int> seed) => RunAsync(seed.Item, inFlight: 1).GetAwaiter().GetResult();

    [Property(MaxTest = 40)]
    public void Every_line_arrives_where_several_requests_are_under_way(DoNotSize<int> seed) => RunAsync(seed.Item, inFlight: 4).GetAwaiter().GetResult();

    private static async Task RunAsync(int seed, int inFlight)
    {
        var random = new Random(seed);
        using var files = new ExportFileBench(blockBytes: random.Next(200, 4000));
        using var bench = new RouteBench { Once = false };
        using var atEnd = new RouteBench();
        List<string> written = [];
        List<string> taken = [];
        List<string> bad = [];
        for (var life = 0; life < 4; life++)
        {
            Write(files, written, bad, random);
            var before = bench.Bookmark;
            var sink = Sink(random.Next(), inFlight, random.Next(1, 6));
            using var abort = new CancellationTokenSource();
            var running = bench.Route(files.Journal, sink).RunAsync(CancellationToken.None, abort.Token);
            var killAt = random.Next(0, written.Count);
            await Eventually.TrueAsync(() => sink.Taken.Count >= killAt || sink.Requests.Count > 200 || Reached(bench, files), "the moment of the kill", bench.Time, TimeSpan.FromMilliseconds(random.Next(1, 300)));
            await abort.CancelAsync();
            await running;
            Take(taken, sink, written, inFlight, before);
        }

        // The last life reads what is left and drains.
        var last = Sink(random.Next(), inFlight, records: 3);
        var end = atEnd.Route(files.Journal, last, file: bench.File).RunAsync(CancellationToken.None, CancellationToken.None);
        await Eventually.EndsAsync(end, atEnd.Time, TimeSpan.FromSeconds(1));
        Take(taken, last, written, inFlight, null);

        Assert.Empty(written.Except(taken));
        var letters = bench.Letters.Concat(atEnd.Letters).Select(letter => System.Text.Json.JsonDocument.Parse(letter).RootElement.GetProperty("line").GetString()!);
        Assert.Equal(bad.Order(StringComparer.Ordinal), letters.Distinct().Order(StringComparer.Ordinal));
        var tally = bench.Bookmark!.Totals;
        Assert.Equal(0, tally.Open);
        Assert.Equal(written.Count + bad.Count, tally.Read);
    }

    private static bool Reached(RouteBench bench, ExportFileBench files) => bench.Bookmark?.Place.Position.Offset == new FileInfo(files.Path).Length;

    private static void Take(List<string> taken, ScriptedSink sink, List<string> written, int inFlight, Bookmark? before)
    {
        var lines = sink.Taken.Where(record => record.StartsWith('{')).ToList();
        if (inFlight == 1 && lines.Count > 0)
        {
            // A life is a run of the file without holes, and begins no later than the first line that is missing.
            var first = written.IndexOf(lines[0]);
            Assert.Equal(written.Skip(first).Take(lines.Count), lines);
            Assert.True(first <= taken.Distinct().Count(), "lines were passed over");
        }

        taken.AddRange(lines);
        Assert.True(before is null || before.Totals.Open == 0);
    }

    private static void Write(ExportFileBench files, List<string> written, List<string> bad, Random random)
    {
        for (var n = random.Next(1, 40); n > 0; n--)
        {
            if (random.Next(10) == 0)
            {
                bad.Add($"garbage {bad.Count}");
                files.Writer.Append(bad[^1]);
            }
            else
            {
                written.Add(Lines.Exec(written.Count));
                files.Writer.Append(written[^1]);
            }

            if (random.Next(15) == 0)
            {
                files.Writer.Rotate();
            }
        }
    }

    private static ScriptedSink Sink(int seed, int inFlight, int records)
    {
        var random = new Random(seed);
        var sink = new ScriptedSink(ScriptedSink.Roomy with { RequestRecords = records, InFlight = inFlight });
        sink.Answer = async (_, _) =>
        {
            int dice;
            lock (random)
            {
                dice = random.Next(6);
            }

            if (dice == 0)
            {
                await Task.Yield();
            }

            return dice == 1 ? new Verdict(VerdictKind.Retry, "busy") : dice == 2 ? default : Verdict.Delivered;
        };
        return sink;
    }

}
