using TetraBridge.EndToEnd.Support;

namespace TetraBridge.EndToEnd.Kills;

/// <summary>What the lives of a bridge that was killed again and again came to.</summary>
/// <param name="Events">Lines that were written.</param>
/// <param name="Lost">Lines that never arrived.</param>
/// <param name="Repeated">Records beyond one a line.</param>
/// <param name="BeforeBookmark">Records of lines that the bookmark had settled before the life that sent them.</param>
/// <param name="Told">Records of the bridge's own: gaps, dead letters.</param>
/// <param name="LostLines">Where they were written, counted from 0: `10-20 35-35`.</param>
internal sealed record KillReport(int Events, int Lost, int Repeated, int BeforeBookmark, int Told, string LostLines)
{
    /// <summary>Compares what was written, in its order, with what arrived.</summary>
    public static KillReport Of(IReadOnlyList<string> written, IEnumerable<Received> received, IReadOnlyList<KilledRun> runs)
    {
        var line = new Dictionary<string, int>();
        for (var i = 0; i < written.Count; i++)
        {
            Assert.True(line.TryAdd(written[i], i), "each line has a uid of its own");
        }

        var arrived = new HashSet<string>();
        int repeated = 0, beforeBookmark = 0, told = 0;
        foreach (var record in received)
        {
            if (!record.IsEvent)
            {
                told++;
                continue;
            }

            repeated += arrived.Add(record.Uid) ? 0 : 1;
            beforeBookmark += line[record.Uid] < runs.Last(run => run.Started <= record.Observed).Settled ? 1 : 0;
        }

        return new KillReport(written.Count, written.Count - arrived.Count, repeated, beforeBookmark, told, Spans(written, arrived));
    }

    private static string Spans(IReadOnlyList<string> written, HashSet<string> arrived)
    {
        var spans = new List<(int First, int Last)>();
        for (var i = 0; i < written.Count; i++)
        {
            if (arrived.Contains(written[i]))
            {
                continue;
            }

            if (spans is [.., var last] && last.Last == i - 1)
            {
                spans[^1] = last with { Last = i };
            }
            else
            {
                spans.Add((i, i));
            }
        }

        return string.Join(' ', spans.Select(static span => $"{span.First}-{span.Last}"));
    }
}
