using TetraBridge.Delivery.Batches;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Records;

public sealed class RecordAllocationTests
{
    [Fact]
    public void Telling_an_event_allocates_nothing_once_the_buffers_have_grown()
    {
        // A record that must be cut names what was cut: that is rare, and its line is kept anyway.
        var lines = Recorded.All().Select(line => line.Text).Where(line => line.Length < RecordTeller.Limits.RecordBytes).ToList();
        var teller = new RecordTeller();
        var batch = new Batch();
        TellAll(lines, teller, batch);
        TellAll(lines, teller, batch);

        var before = GC.GetAllocatedBytesForCurrentThread();
        TellAll(lines, teller, batch);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // The batch notes once who keeps its lines.
        Assert.True(lines.Count > 3000);
        Assert.InRange(allocated, 0, 256);
    }

    private static void TellAll(List<byte[]> lines, RecordTeller teller, Batch batch)
    {
        batch.Clear();
        foreach (var line in lines)
        {
            teller.Read(line);
            teller.Encode(batch);
        }
    }
}
