using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Google.Protobuf;
using TetraBridge.Delivery.Batches;
using TetraBridge.Protos.Otlp;
using TetraBridge.Sinks.Otlp.Wire;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Otlp.Wire;

public sealed class OtlpRequestTests
{
    [Fact]
    public void Records_are_grouped_by_resource_and_keep_their_order()
    {
        var (blue, red) = (OtlpBatches.Resource("blue"), OtlpBatches.Resource("red"));
        var batch = new Batch();
        foreach (var (resource, name) in new[] { (blue, "1"), (red, "2"), (blue, "3"), (red, "4"), (blue, "5") })
        {
            OtlpBatches.Add(batch, resource, OtlpBatches.Record(name));
        }

        var request = Decoded(new BatchSlice(batch));

        Assert.Equal([blue, red], request.ResourceLogs.Select(static logs => logs.Resource.ToByteArray()));
        Assert.Equal(["1", "3", "5"], NamesOf(request.ResourceLogs[0]));
        Assert.Equal(["2", "4"], NamesOf(request.ResourceLogs[1]));
    }

    [Fact]
    public void A_resource_without_records_in_the_slice_is_left_out()
    {
        var batch = new Batch();
        OtlpBatches.Add(batch, OtlpBatches.Resource("blue"), OtlpBatches.Record("1"));
        OtlpBatches.Add(batch, OtlpBatches.Resource("red"), OtlpBatches.Record("2"));

        var request = Decoded(new BatchSlice(batch).SecondHalf);

        Assert.Equal(["2"], NamesOf(Assert.Single(request.ResourceLogs)));
    }

    [Fact]
    public void Every_resource_has_one_scope_that_tells_who_we_are()
    {
        var logs = Assert.Single(Decoded(new BatchSlice(OtlpBatches.Of("a", "b"))).ResourceLogs);

        var scope = Assert.Single(logs.ScopeLogs);
        Assert.Equal(("tetrabridge", "1.2.3"), (scope.Scope.Name, scope.Scope.Version));
        var attribute = Assert.Single(scope.Scope.Attributes);
        Assert.Equal(("tetrabridge.schema", "7"), (attribute.Key, attribute.Value.StringValue));
    }

    [Fact]
    public void A_request_is_written_over_the_one_before()
    {
        using var request = new OtlpRequest(OtlpBatches.Scope);
        request.Write(new BatchSlice(OtlpBatches.Of("a", "b", "c")));
        request.Gzip();
        request.Write(new BatchSlice(OtlpBatches.Of("d")));

        Assert.Equal(["d"], OtlpBatches.NamesIn(request.Bytes.Span));
        Assert.Equal(["d"], OtlpBatches.NamesIn(Unpacked(request.Gzip())));
    }

    /// <summary>Any mixture of resources and sizes, any slice: as the generated classes would write it, and as large as measured.</summary>
    [Property]
    public Property Any_slice_is_what_generated_classes_make_of_it() => Prop.ForAll(
        Gen.Choose(0, 5).Zip(Gen.Choose(0, 300)).NonEmptyListOf().ToArbitrary(),
        Gen.Choose(0, 100).Two().ToArbitrary(),
        (records, cut) =>
        {
            var batch = new Batch();
            var resources = Enumerable.Range(0, 6).Select(number => OtlpBatches.Resource($"node-{number}")).ToArray();
            foreach (var (resource, size) in records)
            {
                OtlpBatches.Add(batch, resources[resource], OtlpBatches.Record(new string('x', size)));
            }

            var start = cut.Item1 * (records.Count - 1) / 100;
            var slice = new BatchSlice(batch, start, 1 + (cut.Item2 * (records.Count - start - 1) / 100));
            using var request = new OtlpRequest(OtlpBatches.Scope);
            request.Write(slice);

            Assert.Equal(request.Bytes.Length, request.Measure(slice));
            Assert.Equal(Expected(slice), ExportLogsServiceRequest.Parser.ParseFrom(request.Bytes.Span));
        });

    private static ExportLogsServiceRequest Expected(BatchSlice slice)
    {
        var request = new ExportLogsServiceRequest();
        var records = Enumerable.Range(0, slice.Count).Select(index => slice[index]);
        foreach (var group in records.GroupBy(static record => record.Group).OrderBy(static group => group.Key))
        {
            var scope = new ScopeLogs { Scope = InstrumentationScope.Parser.ParseFrom(OtlpBatches.Scope.Encoded) };
            scope.LogRecords.AddRange(group.Select(record => LogRecord.Parser.ParseFrom(slice.Batch.Bytes.Written.Slice(record.Offset, record.Length))));
            request.ResourceLogs.Add(new ResourceLogs
            {
                Resource = Resource.Parser.ParseFrom(slice.Batch.Groups[group.Key]),
                ScopeLogs = { scope },
            });
        }

        return request;
    }

    private static ExportLogsServiceRequest Decoded(BatchSlice slice)
    {
        using var request = new OtlpRequest(OtlpBatches.Scope);
        request.Write(slice);
        return ExportLogsServiceRequest.Parser.ParseFrom(request.Bytes.Span);
    }

    private static byte[] Unpacked(ReadOnlyMemory<byte> packed)
    {
        using var gzip = new System.IO.Compression.GZipStream(new MemoryStream(packed.ToArray()), System.IO.Compression.CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }

    private static IEnumerable<string> NamesOf(ResourceLogs logs) => logs.ScopeLogs.Single().LogRecords.Select(static record => record.Body.StringValue);
}
