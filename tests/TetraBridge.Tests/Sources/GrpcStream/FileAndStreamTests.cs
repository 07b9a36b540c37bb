using System.Text;
using TetraBridge.Protos.Otlp;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.GrpcStream;

/// <summary>One agent, told by its file and by its stream.</summary>
public sealed class FileAndStreamTests
{
    private const string Link = "tetrabridge.live_exec_id";

    public static TheoryData<string> Recordings =>
        [.. RecordedWire.Folders().Concat(Environment.GetEnvironmentVariable("TETRABRIDGE_RECORDINGS") is { Length: > 0 } folder ? RecordedWire.Folders(folder) : [])];

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task File_and_stream_give_the_same_records_for_the_same_events(string recording)
    {
        var messages = RecordedWire.Messages(recording);
        await using var bench = new StreamBench();
        await using var agent = await bench.AgentAsync(async stream =>
        {
            foreach (var message in messages)
            {
                await stream.SendAsync(message);
            }

            await stream.HoldAsync();
        });
        bench.Receive();
        await bench.LinesAsync(messages.Count);

        // The file has less where it is filtered or limited, and always in the stream's order.
        var streamed = new Queue<LogRecord>(Told(bench.Spool.Lines));
        var written = Told(RecordedWire.Lines(recording).Where(static line => !line.StartsWith("{\"rate_limit_info\"", StringComparison.Ordinal)));
        var left = 0;
        foreach (var record in written)
        {
            while (streamed.TryPeek(out var next) && !next.Equals(record) && left < messages.Count - written.Count)
            {
                streamed.Dequeue();
                left++;
            }

            Assert.Equal(record, streamed.Dequeue());
        }
    }

    private static List<LogRecord> Told(IEnumerable<string> lines)
    {
        var teller = new RecordTeller();
        return [.. lines.Select(line => Comparable(teller.Tell(Encoding.UTF8.GetBytes(line)).Record))];
    }

    // Observed and derived times hang on the reading, links on what else was read.
    private static LogRecord Comparable(LogRecord record)
    {
        record.ObservedTimeUnixNano = 0;
        record.TimeUnixNano = record.Attributes.Any(static attribute => attribute.Key == "tetrabridge.time.derived") ? 0 : record.TimeUnixNano;
        if (record.Attributes.FirstOrDefault(static attribute => attribute.Key == Link) is { } link)
        {
            record.Attributes.Remove(link);
        }

        return record;
    }
}
