using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TetraBridge.Categories;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Intake;
using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Records;
using TetraBridge.Sinks;
using TetraBridge.Sources;
using TetraBridge.Tests.Support;
using TetraBridge.Tests.Support.Mutations;

namespace TetraBridge.Tests.Contracts;

/// <summary>What every encoder keeps. A subclass makes one, and reads a record back with something else than our code.</summary>
public abstract class RecordEncoderContract
{
    private const int Mutations = 300;
    private const int LargeValue = 200_000;

    // What repeats is kept in a ring of buffers: each must once have held the longest.
    private const int WarmUp = 6;
    private const int Passes = 3;

    [Fact]
    public void Each_event_is_one_record_with_its_uid_and_its_line()
    {
        var path = NewPath();
        foreach (var line in Recorded.All().Where(static (_, index) => index % 5 == 0))
        {
            path.Take(line.Text);

            var record = Assert.Single(path.Batch.Records);
            Assert.Equal((0, path.Batch.Bytes.Length, path.Uid), (record.Offset, record.Length, record.Uid));
            Assert.Equal(line.Text, path.Batch.Line(record).ToArray());
            Decode(Bytes(path.Batch, record), path.Batch.Groups[record.Group], path.Uid);
        }
    }

    [Fact]
    public void Records_stand_one_behind_the_other_and_each_can_be_read()
    {
        var batch = new Batch();
        EncodeAll(Recorded.Lines("kinds-a").Select(static line => line.Text), NewProcessor(), batch);

        var at = 0;
        foreach (var record in batch.Records)
        {
            Assert.Equal(at, record.Offset);
            at += record.Length;
            Decode(Bytes(batch, record), batch.Groups[record.Group], record.Uid);
        }

        Assert.Equal(batch.Bytes.Length, at);
        Assert.Equal(Recorded.Lines("kinds-a").Count(), batch.Records.Count);
    }

    [Fact]
    public void A_record_of_our_own_can_be_read_too()
    {
        var batch = new Batch();
        var gap = new BridgeRecord("tetrabridge.gap", Severity.Warn, "Events are missing.", 7, RecordTeller.ObservedTime, []);
        Create(RecordTeller.Limits).Append(gap, batch);

        var record = Assert.Single(batch.Records);
        Assert.Equal((UInt128)7, record.Uid);
        Assert.Null(record.Line);
        Decode(Bytes(batch, record), batch.Groups[record.Group], 7);
    }

    [Fact]
    public void A_record_keeps_the_limit_in_bytes_or_is_told_whole()
    {
        var path = NewPath();
        var line = Encoding.UTF8.GetBytes(
            $$$"""{"process_exec":{"process":{"exec_id":"YQ==","pid":7,"binary":"/bin/sh","arguments":"{{{new string('x', LargeValue)}}}"}},"node_name":"n","time":"2026-11-24T03:00:00Z"}""");

        var isCut = path.Take(line) == LineFate.EncodedCut;

        Assert.Equal(KeepsLimits, isCut);
        Assert.True(!KeepsLimits || path.Batch.Bytes.Length <= RecordTeller.Limits.RecordBytes + Overhead, path.Batch.Bytes.Length.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Whatever_a_line_holds_its_record_can_be_read()
    {
        var path = NewPath();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Mutations).WithQuietOnSuccess(true), Prop.ForAll(new MutatedLines().Arbitrary, line =>
        {
            if (path.Take(line.Text) is LineFate.Encoded or LineFate.EncodedCut)
            {
                var record = Assert.Single(path.Batch.Records);
                Decode(Bytes(path.Batch, record), path.Batch.Groups[record.Group], path.Uid);
            }
        }));
    }

    [Fact]
    public void Encoding_allocates_nothing_an_event_once_the_buffers_have_grown()
    {
        // A record that must be cut names what was cut: that is rare, and its line is kept anyway.
        var lines = Recorded.All().Select(static line => line.Text).Where(static line => line.Length < 12 * 1024).ToList();
        var (processor, batch) = (NewProcessor(), new Batch());
        for (var pass = 0; pass < WarmUp; pass++)
        {
            EncodeAll(lines, processor, batch);
        }

        // The batch notes once who keeps its lines. What costs something an event costs it in each pass; a table that still grows does not.
        var least = Enumerable.Range(0, Passes).Min(_ => EncodeAll(lines, processor, batch));
        Assert.InRange(least, 0, 512 + (MostBytesAnEvent * lines.Count));
    }

    /// <summary>False for a destination that takes records of any size.</summary>
    private protected virtual bool KeepsLimits => false;

    /// <summary>What stands around a record beside its limit.</summary>
    private protected virtual int Overhead => 0;

    /// <summary>Zero, but for what is for people's eyes.</summary>
    private protected virtual int MostBytesAnEvent => 0;

    private protected abstract IRecordEncoder Create(SinkLimits limits);

    /// <summary>Reads the record back, and fails where it is none, or not of this uid.</summary>
    private protected abstract void Decode(byte[] record, byte[] group, UInt128 uid);

    private static byte[] Bytes(Batch batch, BatchRecord record) => batch.Bytes.Written.Slice(record.Offset, record.Length).ToArray();

    private LinePath NewPath() => new(Create(RecordTeller.Limits), TimeProvider.System);

    private LineProcessor NewProcessor() =>
        new(new Classifier(LibraryCategories.Create()), Enrichers.Create(new TimeKeeper(), null), null, Create(RecordTeller.Limits), TimeProvider.System);

    // The bytes that were allocated meanwhile.
    private static long EncodeAll(IEnumerable<byte[]> lines, LineProcessor processor, Batch batch)
    {
        var places = new List<(int Start, int Length)>();
        using var text = new MemoryStream();
        foreach (var line in lines)
        {
            places.Add(((int)text.Length, line.Length));
            text.Write(line);
            text.WriteByte((byte)'\n');
        }

        batch.Clear();
        var block = new LineBlock(new BlockPool(16, 0), text.ToArray(), 0, (int)text.Length, 7, "tetragon.log", 0);
        processor.BeginBlock();
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var (start, length) in places)
        {
            processor.Process(batch, block, start, length);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        block.Release();
        return allocated;
    }
}
