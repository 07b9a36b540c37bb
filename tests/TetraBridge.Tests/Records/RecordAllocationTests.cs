using TetraBridge.Delivery;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Records;

public sealed class RecordAllocationTests
{
    [Fact]
    public void Telling_an_event_allocates_nothing_once_the_buffers_have_grown()
    {
        var lines = Recorded.All().Select(line => line.Text).ToList();
        var teller = new RecordTeller();
        var batch = new Batch();
        TellAll(lines, teller, batch);
        TellAll(lines, teller, batch);

        var before = GC.GetAllocatedBytesForCurrentThread();
        TellAll(lines, teller, batch);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(lines.Count > 3000);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Diag()
    {
        foreach (var name in Recorded.Names())
        {
            var lines = Recorded.Lines(name).Select(line => line.Text).ToList();
            var teller = new RecordTeller();
            var batch = new Batch();
            TellAll(lines, teller, batch);
            TellAll(lines, teller, batch);
            var a = GC.GetAllocatedBytesForCurrentThread();
            foreach (var l in lines) teller.Read(l);
            var b = GC.GetAllocatedBytesForCurrentThread();
            foreach (var l in lines) { teller.Read(l); teller.Uid(); }
            var c = GC.GetAllocatedBytesForCurrentThread();
            TellAll(lines, teller, batch);
            var d = GC.GetAllocatedBytesForCurrentThread();
            TestContext.Current.TestOutputHelper!.WriteLine($"{name} {lines.Count} read {b - a} uid {c - b} all {d - c}");
        }
        Assert.Fail("x");
    }

    private static void TellAll(List<byte[]> lines, RecordTeller teller, Batch batch)
    {
        foreach (var line in lines)
        {
            teller.Read(line);
            teller.Encode(batch);
            batch.Clear();
        }
    }
}
