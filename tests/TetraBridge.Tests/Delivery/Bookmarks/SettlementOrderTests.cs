using FsCheck;
using FsCheck.Xunit;
using TetraBridge.Delivery;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Bookmarks;
using TetraBridge.Sources;

namespace TetraBridge.Tests.Delivery.Bookmarks;

public sealed class SettlementOrderTests
{
    [Property(MaxTest = 300)]
    public void In_any_order_of_endings_the_bookmark_stops_before_the_oldest_that_has_none(DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var order = new SettlementOrder(new Bookmark(At(0), 5, new Tally(Read: 100)));
        List<(int Number, Tally Tally, Action<Tally>? End)> open = [];
        var entered = 0;
        var totals = new Tally(Read: 100);
        var reached = 0;

        for (var step = 0; step < 40; step++)
        {
            switch (random.Next(4))
            {
                case 0:
                    var number = ++entered;
                    open.Add((number, new Tally(Read: number), order.Enter(new BatchRange(At(number), number, new Tally(Read: number)))));
                    break;
                case 1:
                    var passed = ++entered;
                    open.Add((passed, new Tally(Read: 1, Filtered: 1), null));
                    order.Pass(new BatchRange(At(passed), passed, new Tally(Read: 1, Filtered: 1)));
                    break;
                case var _ when open.Where(batch => batch.End is not null).ToList() is { Count: > 0 } endable:
                    var ended = endable[random.Next(endable.Count)];
                    ended.End!(new Tally(Delivered: 1));
                    open[open.IndexOf(ended)] = ended with { Tally = ended.Tally + new Tally(Delivered: 1), End = null };
                    break;
            }

            while (open is [{ End: null } oldest, ..])
            {
                open.RemoveAt(0);
                totals += oldest.Tally;
                reached = oldest.Number;
            }

            Assert.Equal(new Bookmark(At(reached), Math.Max(5, reached), totals), order.Bookmark);
            Assert.Equal(open.Count == 0, order.SettledAsync().IsCompleted);
        }
    }

    [Fact]
    public void Records_of_our_own_move_no_bookmark_where_there_is_none_but_are_counted()
    {
        var order = new SettlementOrder(null);

        order.Enter(new BatchRange(null, 0, new Tally(Told: 1)))(new Tally(Delivered: 1));
        Assert.Null(order.Bookmark);

        order.Enter(new BatchRange(At(1), 0, new Tally(Read: 1)))(new Tally(Delivered: 1));
        Assert.Equal(new Tally(Read: 1, Told: 1, Delivered: 2), order.Bookmark!.Totals);
    }

    [Fact]
    public void Parts_with_nothing_to_send_cost_nothing_behind_a_batch_that_hangs()
    {
        var order = new SettlementOrder(null);
        var end = order.Enter(new BatchRange(At(1), 0, new Tally(Read: 1)));
        for (var i = 2; i <= 100_000; i++)
        {
            order.Pass(new BatchRange(At(i), i, new Tally(Read: 1, Filtered: 1)));
        }

        Assert.Equal(1, order.Open);
        Assert.Null(order.Bookmark);

        end(new Tally(Delivered: 1));
        Assert.Equal(new Bookmark(At(100_000), 100_000, new Tally(Read: 100_000, Filtered: 99_999, Delivered: 1)), order.Bookmark);
    }

    [Fact]
    public async Task Who_waits_is_told_of_movement_and_of_the_last_settlement()
    {
        var order = new SettlementOrder(null);
        var first = order.Enter(new BatchRange(At(1), 0, default));
        var second = order.Enter(new BatchRange(At(2), 0, default));
        var moved = order.MovedAsync(null);
        var settled = order.SettledAsync();

        second(default);
        Assert.False(moved.IsCompleted);
        Assert.False(settled.IsCompleted);

        first(default);
        await moved.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await settled.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.False(order.MovedAsync(order.Bookmark).IsCompleted);
    }

    [Fact]
    public void A_batch_settles_once()
    {
        var order = new SettlementOrder(null);
        order.Enter(new BatchRange(At(1), 0, default));
        var end = order.Enter(new BatchRange(At(2), 0, default));
        end(default);

        Assert.Throws<InvalidOperationException>(() => end(default));
    }

    private static Bookmarked At(int offset) => new(new Position(1, offset), (UInt128)offset);
}
