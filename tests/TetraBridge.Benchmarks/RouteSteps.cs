using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using TetraBridge.Categories;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Intake;
using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Records;
using TetraBridge.Records.Resources;
using TetraBridge.Sinks;
using TetraBridge.Sinks.Kafka;
using TetraBridge.Sinks.Otlp;
using TetraBridge.Sinks.Otlp.Transport;
using TetraBridge.Sinks.Otlp.Wire;
using TetraBridge.Sources;
using TetraBridge.Sources.ExportFile;

namespace TetraBridge.Benchmarks;

/// <summary>Parts of a route alone: `encode FILE` makes the full OTLP requests and throws them away; `raw FILE URL` sends each line unread as a record's body.</summary>
internal static class RouteSteps
{
    /// <summary>The limits of an OTLP sink.</summary>
    public static readonly SinkLimits Limits = new(3584 * 1024, 8192, 96, 48 * 1024, 4);

    /// <summary>File → events, and with <paramref name="judge"/> categories and facts → nothing.</summary>
    public static int Read(string file, bool judge)
    {
        var reader = new EventReader();
        var facts = new EventFacts { Event = new TetragonEvent() };
        var classifier = new Classifier(LibraryCategories.Create());
        var enrichers = Enrichers.Create(new TimeKeeper(), null);
        long leaves = 0;
        var count = Each(file, (block, start, length, _) =>
        {
            reader.Read(block.Buffer, start, length, facts.Event);
            leaves += facts.Event.Leaves.Length;
            if (judge)
            {
                facts.Clear();
                classifier.Classify(facts);
                foreach (var enricher in enrichers)
                {
                    enricher.Enrich(facts);
                }
            }

            return LineFate.Filtered;
        }, _ => { }, () => { });
        Console.WriteLine($"{count} events, {leaves} leaves");
        return 0;
    }

    /// <summary>File → full OTLP bytes → nothing.</summary>
    public static int Encode(string file)
    {
        var encoder = new OtlpEncoder(Limits, new RecordOptions(96), new ResourceMapper("node", new Dictionary<string, string>()), TimeProvider.System);
        var lines = new LineProcessor(new Classifier(LibraryCategories.Create()), Enrichers.Create(new TimeKeeper(), null), null, encoder, TimeProvider.System);
        using var request = new OtlpRequest(new OtlpScope("0", "1"));
        long bytes = 0;
        var allocated = GC.GetTotalAllocatedBytes();
        var count = Each(file, (block, start, length, batch) => lines.Process(batch, block, start, length), batch =>
        {
            request.Write(new BatchSlice(batch));
            bytes += request.Bytes.Length;
        }, lines.BeginBlock);
        Console.WriteLine($"{count} events, {bytes} bytes, {(GC.GetTotalAllocatedBytes() - allocated) / (double)count:F2} B allocated an event, {GC.CollectionCount(0)} collections");
        return 0;
    }

    /// <summary>File → raw line as body → OTLP/HTTP: what merely copying the bytes costs on the same wire (Ro).</summary>
    public static async Task<int> RawAsync(string file, string url)
    {
        var options = new OtlpOptions { Endpoint = new Uri(url) };
        await using var sink = new OtlpSink(OtlpEndpoint.TryResolve(options, out _)!, options, new OtlpScope("0", "1"), () => throw new NotSupportedException(), TimeProvider.System);
        var resource = Array.Empty<byte>();
        var count = Each(file, (block, start, length, batch) =>
        {
            var at = batch.Bytes.Length;
            var line = block.Buffer.AsSpan(start, length);
            ProtobufWriter.Varint(batch.Bytes, 0x2A, (ulong)(1 + ProtobufWriter.VarintSize((ulong)length) + length));
            ProtobufWriter.Bytes(batch.Bytes, 0x0A, line);
            batch.Add(at, resource, default, block, start, length);
            return LineFate.Encoded;
        }, batch => sink.SendAsync(new BatchSlice(batch), CancellationToken.None).AsTask().GetAwaiter().GetResult(), () => { });
        Console.WriteLine(count);
        return 0;
    }

    /// <summary>File → raw line as value → Kafka: what merely copying the bytes costs on the same wire (Rk).</summary>
    public static async Task<int> RawKafkaAsync(string file, string bootstrap)
    {
        var options = new KafkaOptions { BootstrapServers = bootstrap };
        await using var sink = new KafkaSink(options, static () => throw new NotSupportedException(), TimeProvider.System);
        var topic = Encoding.UTF8.GetBytes(KafkaMock.Topic);
        var count = Each(file, (block, start, length, batch) =>
        {
            var frame = new KafkaFrameWriter(batch.Bytes);
            batch.Bytes.Write(block.Buffer.AsSpan(start, length));
            batch.Add(frame.Offset, topic, default, block, start, length);
            return LineFate.Encoded;
        }, batch => sink.SendAsync(new BatchSlice(batch), CancellationToken.None).AsTask().GetAwaiter().GetResult(), () => { });
        Console.WriteLine(count);
        return 0;
    }

    private static long Each(string file, Func<LineBlock, int, int, Batch, LineFate> line, Action<Batch> full, Action beginBlock)
    {
        var journal = new ExportFileJournal("file", new ExportFileOptions(file), TimeProvider.System, NullLogger<ExportFileJournal>.Instance);
        using var reader = journal.Open(null, JournalStart.Oldest, once: true);
        var batch = new Batch();
        long count = 0;
        while (reader.TryRead() is LineBlock block)
        {
            beginBlock();
            var end = block.Start + block.Length;
            for (var at = block.Start; at < end; count++)
            {
                var length = block.Buffer.AsSpan(at, end - at).IndexOf((byte)'\n');
                line(block, at, length, batch);
                at += length + 1;
                if (batch.Bytes.Length + batch.GroupBytes > Limits.RequestBytes - (128 * 1024))
                {
                    full(batch);
                    batch.Clear();
                }
            }

            block.Release();
        }

        if (batch.Records.Count > 0)
        {
            full(batch);
        }

        return count;
    }
}
