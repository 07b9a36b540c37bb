using TetraBridge.Delivery;

namespace TetraBridge.Tests.Delivery;

public sealed class LedgerTests
{
    [Fact]
    public void A_tally_leaves_open_what_has_no_end_yet()
    {
        var tally = new Tally(Read: 10, Told: 2, Delivered: 3, Filtered: 1, Dead: 1, Blank: 4);

        Assert.Equal(3, tally.Open);
        Assert.Equal(new Tally(20, 4, 6, 2, 2, 8), tally + tally);
    }

    [Fact]
    public async Task The_equation_holds_at_every_instant_while_all_write()
    {
        var ledger = new Ledger();
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                ledger.Take(new Tally(Read: 7, Told: 1, Filtered: 2, Blank: 1));
                ledger.Settle(delivered: 3, dead: 1);
                ledger.CountGap();
            }
        })).ToArray();

        var looks = 0;
        while (!writers.All(writer => writer.IsCompleted))
        {
            var (tally, inFlight) = ledger.Snapshot();
            Assert.Equal(tally.Read + tally.Told, tally.Delivered + tally.Filtered + tally.Dead + tally.Blank + inFlight);
            looks++;
        }

        await Task.WhenAll(writers);
        Assert.True(looks > 0);
        Assert.Equal((new Tally(560_000, 80_000, 240_000, 160_000, 80_000, 80_000), 80_000L), ledger.Snapshot());
        Assert.Equal(80_000, ledger.Gaps);
    }
}
