using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TetraBridge.Sources;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.ExportFile;

/// <summary>Whatever the agent and the bridge do in whatever order: each line once, in order, at its place.</summary>
public sealed class RotationModelTests
{
    [Property(MaxTest = 150)]
    public void Each_line_is_read_exactly_once_whatever_is_rotated_packed_and_reopened(DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        using var bench = new ExportFileBench(blockBytes: random.Next(1, 300), maxLineBytes: 2000);
        List<string> written = [];
        List<string> read = [];
        Bookmarked? bookmark = null;
        var reader = bench.Open();
        var drain = new JournalDrain();

        for (var step = 0; step < 60; step++)
        {
            switch (random.Next(8))
            {
                case 0 or 1 or 2:
                    for (var n = random.Next(1, 6); n > 0; n--)
                    {
                        var line = $"{{\"n\":{written.Count},\"pad\":\"{new string('x', random.Next(0, 150))}\"}}";
                        written.Add(line);
                        Split(bench, line + "\n", random, () => drain.Read(reader));
                    }

                    break;
                case 3 or 4:
                    for (var n = random.Next(1, 4); n > 0 && File.Exists(bench.Path); n--)
                    {
                        bench.Writer.Rotate();
                        if (n > 1)
                        {
                            written.Add($"line {written.Count}");
                            bench.Writer.Append(written[^1]);
                        }
                    }

                    break;
                case 5:
                    if (bench.Writer.Backups.Where(b => !b.EndsWith(".gz", StringComparison.Ordinal)).ToList() is { Count: > 0 } plain)
                    {
                        bench.Writer.Compress(plain[random.Next(plain.Count)], keepBoth: random.Next(3) == 0);
                    }

                    break;
                case 6:
                    drain.Read(reader);
                    break;
                default:
                    // Killed with a bookmark behind any line that was read: what was read behind it comes again.
                    reader.Dispose();
                    var kept = random.Next(drain.Lines.Count + 1);
                    read.AddRange(drain.Texts.Take(kept));
                    bookmark = kept == 0 ? bookmark : drain.Lines[kept - 1].Bookmark;
                    Assert.DoesNotContain(drain.All, i => i is JournalItem);
                    drain = new JournalDrain();
                    reader = bench.Open(bookmark);
                    break;
            }
        }

        drain.Read(reader);
        reader.Dispose();
        Assert.DoesNotContain(drain.All, i => i is JournalItem);
        Assert.Equal(written, read.Concat(drain.Texts));
    }

    // The agent's write can be seen half done.
    private static void Split(ExportFileBench bench, string line, Random random, Action between)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(line);
        var cut = random.Next(bytes.Length);
        bench.Writer.AppendBytes(bytes.AsSpan(0, cut));
        if (random.Next(3) == 0)
        {
            between();
        }

        bench.Writer.AppendBytes(bytes.AsSpan(cut));
    }
}
