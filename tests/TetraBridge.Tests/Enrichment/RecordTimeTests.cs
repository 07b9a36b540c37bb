using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Enrichment;

public sealed class RecordTimeTests
{
    private const string Live = "2026-11-23T12:00:00.5Z";
    private const string Old = "2026-11-23T09:00:00Z";

    private readonly TimeKeeper _keeper = new();

    [Fact]
    public void A_live_events_own_time_counts()
    {
        Expect(Live, TimeOrigin.Event, Exec("execve", Live));
        Assert.Equal(Of(Live), _keeper.Newest);
    }

    [Fact]
    public void A_time_that_steps_back_is_kept_and_the_newest_stays()
    {
        Expect(Live, TimeOrigin.Event, Exec("execve", Live));
        Expect(Old, TimeOrigin.Event, Exec("execve", Old));
        Assert.Equal(Of(Live), _keeper.Newest);
    }

    [Fact]
    public void A_loader_event_without_time_takes_the_newest_live_one()
    {
        Expect(Live, TimeOrigin.Event, Exec("execve", Live));
        Expect(Live, TimeOrigin.Previous, Loader(Old));
    }

    [Fact]
    public void A_derived_time_is_not_earlier_than_the_process()
    {
        Expect(Old, TimeOrigin.Event, Exec("execve", Old));
        Expect(Live, TimeOrigin.Previous, Loader(Live));
        Assert.Equal(Of(Old), _keeper.Newest);
    }

    [Fact]
    public void A_loader_event_that_was_held_back_has_its_own_time() =>
        Expect(Live, TimeOrigin.Event, TestEvents.Read($$$"""{"process_loader":{"process":{},"path":"/x"},"time":"{{{Live}}}"}"""));

    [Fact]
    public void A_replay_takes_the_newest_live_time_and_gives_none()
    {
        Expect("2026-11-23T10:00:00Z", TimeOrigin.Event, Exec("execve", "2026-11-23T10:00:00Z"));
        Expect("2026-11-23T10:00:00Z", TimeOrigin.Previous, Exec("procFS auid", Old));
        Expect(Live, TimeOrigin.Previous, Exec("procFS auid", Live));
        Assert.Equal(Of("2026-11-23T10:00:00Z"), _keeper.Newest);
    }

    [Fact]
    public void Without_a_live_time_the_time_of_reading_counts()
    {
        Expect("2026-11-24T00:00:00Z", TimeOrigin.Observed, Exec("procFS", Old));
        Expect("2026-11-24T00:00:00Z", TimeOrigin.Observed, Loader(Old));
        Assert.Null(_keeper.Newest);
    }

    [Fact]
    public void A_bookmarks_time_is_where_it_goes_on()
    {
        var facts = TestEvents.Facts(Loader(Old), new TimeKeeper(Of(Live)));

        Assert.Equal((Of(Live), TimeOrigin.Previous), (facts.Time, facts.TimeOrigin));
    }

    [Fact]
    public void A_time_out_of_the_future_is_kept_as_told_and_dates_no_other_event()
    {
        Expect(Live, TimeOrigin.Event, Exec("execve", Live));
        Expect("2099-01-01T00:00:00Z", TimeOrigin.Event, Exec("execve", "2099-01-01T00:00:00Z"));
        Expect(Live, TimeOrigin.Previous, Loader(Old));
        Assert.Equal(Of(Live), _keeper.Newest);
    }

    [Fact]
    public void An_agents_clock_may_run_a_little_ahead_of_ours() => Expect("2026-11-24T00:00:59Z", TimeOrigin.Previous, Loader(Old), "2026-11-24T00:00:59Z");

    [Fact]
    public void A_bookmarks_time_out_of_the_future_is_bounded() =>
        Assert.InRange(new TimeKeeper(Of("2099-01-01T00:00:00Z"), Of(Live)).Newest!.Value, Of(Live), Of("2026-11-23T12:02:00Z"));

    [Fact]
    public void What_a_process_does_that_was_replayed_is_live()
    {
        var facts = TestEvents.Facts(TestEvents.Kprobe("bpf_check", "p", flags: "procFS"));
        Assert.False(facts.IsReplay);
        Assert.False(TestEvents.Facts(TestEvents.Read("""{"process_exit":{"process":{"flags":"procFS"}}}""")).IsReplay);
        Assert.False(TestEvents.Facts(TestEvents.Exec("/x", "\"flags\":\"execve procFSx\"")).IsReplay);
        Assert.True(TestEvents.Facts(TestEvents.Exec("/x", "\"flags\":\"procFS auid\"")).IsReplay);
    }

    private static TetragonEvent Exec(string flags, string time) =>
        TestEvents.Read($$$"""{"process_exec":{"process":{"flags":"{{{flags}}}","start_time":"{{{time}}}"}},"time":"{{{time}}}"}""");

    private static TetragonEvent Loader(string start) => TestEvents.Read($$$"""{"process_loader":{"process":{"start_time":"{{{start}}}"},"path":"/x"}}""");

    private static long Of(string time)
    {
        Assert.True(Timestamps.TryParse(System.Text.Encoding.UTF8.GetBytes(time), out var nanoseconds));
        return nanoseconds;
    }

    private void Expect(string time, TimeOrigin origin, TetragonEvent e, string? before = null)
    {
        if (before is not null)
        {
            Expect(before, TimeOrigin.Event, Exec("execve", before));
        }

        var facts = TestEvents.Facts(e, _keeper, observedTime: Of("2026-11-24T00:00:00Z"));
        Assert.Equal((Of(time), origin), (facts.Time, facts.TimeOrigin));
    }
}
