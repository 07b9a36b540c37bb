using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;
using TetraBridge.Protos.Otlp;
using TetraBridge.Records;
using TetraBridge.Records.Attributes;
using TetraBridge.Records.Resources;
using TetraBridge.Sinks.OtlpFile;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.OtlpFile;

public sealed class OtlpFileSinkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Out => _folder.File("out.jsonl");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Json_and_protobuf_tell_the_same_of_every_recorded_event()
    {
        await using var sink = Sink(Out);
        var json = new RecordTeller(sink.CreateEncoder());
        var protobuf = new RecordTeller(new RecordOptions(int.MaxValue), RecordTeller.Limits with { RecordBytes = int.MaxValue });
        var batch = new Batch();
        var lines = Recorded.All().Where((_, i) => i % 7 == 0).Concat(Recorded.Lines("kinds-a")).ToList();
        foreach (var line in lines)
        {
            Assert.True(json.Read(line.Text));
            Assert.False(json.Encode(batch));
        }

        Assert.Equal(Verdict.Delivered, await sink.SendAsync(new BatchSlice(batch), Cancellation));

        var request = Assert.Single(OtlpJsonFile.Read(Out));
        var told = request.ResourceLogs
            .SelectMany(resource => resource.ScopeLogs.Single().LogRecords.Select(record => (resource.Resource, Record: record)))
            .ToLookup(record => record.Record.Attributes.First(attribute => attribute.Key == "log.record.uid").Value.StringValue);
        foreach (var line in lines)
        {
            var expected = protobuf.Tell(line.Text);
            Assert.Contains(told[expected["log.record.uid"]!.StringValue], record => record.Resource.Equals(expected.Resource) && record.Record.Equals(expected.Record));
        }
    }

    [Fact]
    public async Task Records_of_a_resource_stand_together_and_the_scope_names_us()
    {
        await using var test = Start(_folder);
        var batch = test.BatchOf("a", "b");

        await test.Sink.SendAsync(new BatchSlice(batch), Cancellation);

        var resource = Assert.Single(OtlpJsonFile.Read(Out)[0].ResourceLogs);
        Assert.Contains(resource.Resource.Attributes, attribute => attribute is { Key: "service.name", Value.StringValue: "tetragon" });
        var scope = Assert.Single(resource.ScopeLogs);
        Assert.Equal(("tetrabridge", "1.2.3"), (scope.Scope.Name, scope.Scope.Version));
        Assert.Equal(AttributeCatalog.SchemaVersion, Assert.Single(scope.Scope.Attributes).Value.StringValue);
        Assert.Equal(9_007_199_254_740_993, scope.LogRecords[0].Attributes.Single(attribute => attribute.Key == "tetrabridge.gap.bytes").Value.IntValue);
        Assert.Equal(SeverityNumber.Warn, scope.LogRecords[0].SeverityNumber);
    }

    [Fact]
    public async Task The_file_is_its_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes");
        await using var test = Start(_folder);

        await test.Sink.SendAsync(new BatchSlice(test.BatchOf("a")), Cancellation);

        Assert.True(!OperatingSystem.IsWindows() && File.GetUnixFileMode(Out) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task A_torn_last_line_is_cut_at_the_start()
    {
        var torn = "{\"resourceLogs\":[{\"reso" + new string('x', 200_000);
        await File.WriteAllTextAsync(Out, "{\"resourceLogs\":[]}\n" + torn, Cancellation);
        await using var test = Start(_folder);

        await test.Sink.SendAsync(new BatchSlice(test.BatchOf("a")), Cancellation);
        await test.Sink.SendAsync(new BatchSlice(test.BatchOf("b")), Cancellation);

        Assert.Equal("{\"resourceLogs\":[]}", (await File.ReadAllLinesAsync(Out, Cancellation))[0]);
        Assert.Equal(["a", "b"], OtlpJsonFile.Bodies(Out));
    }

    [Fact]
    public async Task A_file_that_is_one_torn_line_is_cut_to_nothing()
    {
        await File.WriteAllTextAsync(Out, "{\"resou", Cancellation);
        await using var test = Start(_folder);

        await test.Sink.SendAsync(new BatchSlice(test.BatchOf("a")), Cancellation);

        Assert.Equal(["a"], OtlpJsonFile.Bodies(Out));
    }

    [Fact]
    public async Task What_is_no_request_of_ours_is_ended_and_stays()
    {
        await File.WriteAllTextAsync(Out, "{\"resourceLogs\":[]}\nsomebody's notes", Cancellation);
        await using var test = Start(_folder);

        await test.Sink.SendAsync(new BatchSlice(test.BatchOf("a")), Cancellation);
        await test.Sink.SendAsync(new BatchSlice(test.BatchOf("b")), Cancellation);

        var lines = await File.ReadAllLinesAsync(Out, Cancellation);
        Assert.Equal(["{\"resourceLogs\":[]}", "somebody's notes"], lines[..2]);
        Assert.Equal(4, lines.Length);
        Assert.EndsWith("]}", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_renamed_is_made_again()
    {
        await using var test = Start(_folder);
        await test.Sink.SendAsync(new BatchSlice(test.BatchOf("a")), Cancellation);
        File.Move(Out, _folder.File("out.1"));

        await test.Sink.SendAsync(new BatchSlice(test.BatchOf("b")), Cancellation);

        Assert.Equal(["a"], OtlpJsonFile.Bodies(_folder.File("out.1")));
        Assert.Equal(["b"], OtlpJsonFile.Bodies(Out));
    }

    [Fact]
    public async Task A_full_disk_is_a_retry_with_words()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full on this system");
        await using var sink = Sink("/dev/full");
        var batch = new Batch();
        sink.CreateEncoder().Append(LocalSinkUnderTest.Named("a"), batch);

        var verdict = await sink.SendAsync(new BatchSlice(batch), Cancellation);

        Assert.Equal(VerdictKind.Retry, verdict.Kind);
        Assert.Contains("No space left on device", verdict.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_that_is_not_there_holds_the_route_until_it_is()
    {
        var path = _folder.File("later/out.jsonl");
        await using var sink = Sink(path);
        var batch = new Batch();
        sink.CreateEncoder().Append(LocalSinkUnderTest.Named("a"), batch);

        var verdict = await sink.SendAsync(new BatchSlice(batch), Cancellation);
        Directory.CreateDirectory(_folder.File("later"));
        var later = await sink.SendAsync(new BatchSlice(batch), Cancellation);

        Assert.Equal((VerdictKind.Hold, VerdictKind.Delivered), (verdict.Kind, later.Kind));
        Assert.Contains(path, verdict.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_real_collector_reads_the_file()
    {
        await using var sink = Sink(Out);
        await using var collector = await Peer.StartAsync("otelcol", "--json-in", _folder.File("*.jsonl"));
        var teller = new RecordTeller(sink.CreateEncoder());
        var expected = new List<string>();
        foreach (var slice in Recorded.Lines("k8s-cluster-a").Chunk(50))
        {
            var batch = new Batch();
            foreach (var line in slice)
            {
                Assert.True(teller.Read(line.Text));
                teller.Encode(batch);
                expected.Add(RecordUid.Text(teller.Uid()));
            }

            Assert.Equal(Verdict.Delivered, await sink.SendAsync(new BatchSlice(batch), Cancellation));
        }

        var deadline = TimeProvider.System.GetTimestamp();
        List<LogRecord> received;
        do
        {
            Assert.True(TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromSeconds(60), collector.Log);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancellation);
            received = [.. OtlpJsonFile.Read(collector["out"]).SelectMany(request => request.ResourceLogs).SelectMany(resource => resource.ScopeLogs).SelectMany(scope => scope.LogRecords)];
        }
        while (received.Count < expected.Count);

        Assert.Equal(expected.Order(StringComparer.Ordinal), received.Select(record => record.Attributes.First(attribute => attribute.Key == "log.record.uid").Value.StringValue).Order(StringComparer.Ordinal));
        Assert.All(received, record => Assert.StartsWith("tetragon.process_", record.EventName, StringComparison.Ordinal));
    }

    /// <summary>A sink to out.jsonl in the folder.</summary>
    internal static LocalSinkUnderTest Start(TemporaryFolder folder) => new(Sink(folder.File("out.jsonl")), () => OtlpJsonFile.Bodies(folder.File("out.jsonl")));

    private static OtlpFileSink Sink(string path) => new(
        path, OtlpFileSink.DefaultLimits, "1.2.3",
        () => new OtlpJsonEncoder(new RecordOptions(int.MaxValue), new ResourceMapper(RecordTeller.Node, new Dictionary<string, string>()), TimeProvider.System));
}
