using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using TetraBridge.Sources;
using TetraBridge.Sources.ExportFile;
using TetraBridge.Sources.Spool;

namespace TetraBridge.Benchmarks;

/// <summary>The spool alone: the lines of a file are appended as fast as the disk takes them, with its fsyncs and its limit.</summary>
internal static class SpoolSteps
{
    /// <summary>Appends all lines; tells what a line allocated.</summary>
    public static async Task<int> AppendAsync(string file, string folder)
    {
        Directory.CreateDirectory(folder);
        var before = GC.GetTotalAllocatedBytes();
        long count = 0;
        await using (var spool = new RunningSpool("spool", new SpoolOptions(folder, "node"), ExportFileOptions.DefaultMaxLineBytes, TimeProvider.System, NullLoggerFactory.Instance))
        {
            using var reader = new ExportFileJournal("file", new ExportFileOptions(file), TimeProvider.System, NullLogger<ExportFileJournal>.Instance)
                .Open(null, JournalStart.Oldest, once: true);
            while (reader.TryRead() is LineBlock block)
            {
                // A stream would not wait: here it measures what the disk takes, not what is dropped.
                while (!spool.Writer.HasRoom)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System).ConfigureAwait(false);
                }

                count += Append(spool.Writer, block.Buffer.AsSpan(block.Start, block.Length));
                block.Release();
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} lines, {(double)(GC.GetTotalAllocatedBytes() - before) / count:F1} managed bytes a line"));
        return 0;
    }

    private static long Append(SpoolWriter writer, ReadOnlySpan<byte> lines)
    {
        long count = 0;
        for (; !lines.IsEmpty; count++)
        {
            var end = lines.IndexOf((byte)'\n');
            writer.Append(lines[..end]);
            lines = lines[(end + 1)..];
        }

        return count;
    }
}
