using TetraBridge.Cli;
using TetraBridge.Delivery;

namespace TetraBridge.Tests.Cli;

public sealed class LedgerSummaryTests
{
    [Fact]
    public void A_route_that_is_through_says_so_in_a_line() =>
        Assert.Equal("otlp: 17,460 lines read, 17,460 delivered, nothing left\n", LedgerSummary.Of([new RouteOutcome("otlp", new Tally(Read: 17460, Delivered: 17460), 0, false, true, 0)], _ => "/s"));

    [Fact]
    public void Whatever_was_not_delivered_has_a_line_of_its_own() =>
        Assert.Equal(
            """
            a: 10 lines read, 2 of our own told, 5 delivered
              1 left out by the route's filter
              2 blank
              1 dead letter, kept in /s/dead-letters/a
              3 not delivered: they are read again by the next run
              gaps: 1; events were lost before they could be read, the records of the gaps tell which
              stopped before all was read; the next run goes on there
            b: 2 lines read, 0 delivered
              2 dead letters, not kept: this route has no state

            """,
            LedgerSummary.Of(
                [
                    new RouteOutcome("a", new Tally(Read: 10, Told: 2, Delivered: 5, Filtered: 1, Dead: 1, Blank: 2), Undelivered: 3, WasCutShort: true, IsSaved: true, Gaps: 1),
                    new RouteOutcome("b", new Tally(Read: 2, Dead: 2), 0, false, true, 0),
                ],
                name => name == "a" ? "/s/dead-letters/a" : null));
}
