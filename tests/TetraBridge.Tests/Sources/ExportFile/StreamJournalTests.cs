using System.IO.Hashing;
using System.IO.Pipes;
using Microsoft.Extensions.Time.Testing;
using TetraBridge.Sources;
using TetraBridge.Sources.ExportFile;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.ExportFile;

public sealed class StreamJournalTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_stream_is_read_to_its_end_through_small_blocks()
    {
        var lines = Enumerable.Range(0, 20_000).Select(i => $"line {i}").ToList();
        using var reader = Open(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n")));

        var drain = await ReadToEnd(reader);

        Assert.Equal(lines, drain.All);
        Assert.Equal(XxHash128.HashToUInt128("line 0"u8), drain.Lines[0].File);
    }

    [Fact]
    public async Task A_line_is_handed_out_while_the_stream_stays_open()
    {
        using var writer = new AnonymousPipeServerStream(PipeDirection.Out);
        using var reader = Open(new AnonymousPipeClientStream(PipeDirection.In, writer.ClientSafePipeHandle));
        Assert.Null(reader.TryRead());
        var waiting = reader.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken).AsTask();
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromMinutes(1));
        await waiting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.False(reader.IsCompleted);

        writer.Write("one\ntw"u8);
        var drain = new JournalDrain();
        await reader.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Equal(["one"], drain.Read(reader).All);

        writer.Dispose();
        drain.All.AddRange((await ReadToEnd(reader)).All);
        Assert.Equal(LineDefect.NoNewline, Assert.IsType<UnreadableLine>(drain.All[1]).Defect);
    }

    [Fact]
    public async Task A_last_line_without_newline_counts_where_it_is_whole_json()
    {
        using var reader = Open(new MemoryStream("1\n{\"a\":1}"u8.ToArray()));

        Assert.Equal(["1", "{\"a\":1}"], (await ReadToEnd(reader)).All);
    }

    [Fact]
    public async Task A_stream_that_breaks_gives_what_came_and_a_gap()
    {
        var packed = ExportFileWriter.Pack("one\ntwo\n"u8.ToArray());
        packed[^12] ^= 0xFF;
        using var reader = Open(new System.IO.Compression.GZipStream(new MemoryStream(packed), System.IO.Compression.CompressionMode.Decompress));

        var drain = await ReadToEnd(reader);

        Assert.Equal(GapReason.Unreadable, drain.Gaps.Single().Reason);
    }

    private IJournalReader Open(Stream stream) =>
        new StreamJournal("-", stream, new ExportFileOptions("-", 100, 1000), _time, new RecordingLogger<StreamJournal>()).Open(null, JournalStart.Oldest, once: true);

    private static async Task<JournalDrain> ReadToEnd(IJournalReader reader)
    {
        var drain = new JournalDrain();
        while (!reader.IsCompleted)
        {
            drain.Read(reader);
            await reader.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        }

        return drain;
    }
}
