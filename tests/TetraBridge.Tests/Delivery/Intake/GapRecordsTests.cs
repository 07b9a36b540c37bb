using TetraBridge.Delivery.Intake;
using TetraBridge.Sources;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Delivery.Intake;

public sealed class GapRecordsTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_gap_found_again_has_the_same_uid()
    {
        var first = GapRecords.Of(Gap(), _now);

        Assert.Equal(first.Uid, GapRecords.Of(Gap(name: "renamed.log"), _now.AddHours(1)).Uid);
        Assert.Distinct([first.Uid, GapRecords.Of(Gap(reason: GapReason.Truncated), _now).Uid, GapRecords.Of(Gap(end: 8), _now).Uid, GapRecords.Of(Gap(from: null), _now).Uid, GapRecords.Of(Gap(from: 6), _now).Uid]);
    }

    [Fact]
    public void A_gap_of_a_spool_that_is_told_again_behind_a_kill_has_the_same_uid()
    {
        static UInt128 Uid(string to, int filled, string time)
        {
            var line = TestEvents.Read($$$"""{"tetrabridge_gap":{"reason":"disconnected","words":"{{{filled}}} filled","from":"2026-11-24T03:00:00.0Z","to":"{{{to}}}","filled":{{{filled}}},"complete":true},"node_name":"n","time":"{{{time}}}"}""");
            Assert.True(GapRecords.TryRead(line, _now, out var record));
            return record.Uid;
        }

        Assert.Equal(Uid("2026-11-24T03:01:00.0Z", 7, "2026-11-24T03:02:00.0Z"), Uid("2026-11-24T03:01:00.0Z", 9, "2026-11-24T03:05:00.0Z"));
        Assert.NotEqual(Uid("2026-11-24T03:01:00.0Z", 7, "2026-11-24T03:02:00.0Z"), Uid("2026-11-24T03:01:30.0Z", 7, "2026-11-24T03:02:00.0Z"));
    }

    [Fact]
    public void What_nobody_can_know_is_not_told()
    {
        string[] Names(JournalGap gap) => [.. GapRecords.Of(gap, _now).Attributes.Select(attribute => attribute.Key.Name)];

        Assert.Equal(["tetrabridge.gap.reason", "tetrabridge.gap.file", "tetrabridge.gap.to", "tetrabridge.gap.from", "tetrabridge.gap.bytes"], Names(Gap()));
        Assert.Equal(["tetrabridge.gap.reason", "tetrabridge.gap.file", "tetrabridge.gap.to"], Names(Gap(from: null, bytes: null)));
    }

    private static JournalGap Gap(GapReason reason = GapReason.RotatedAway, long end = 7, long? from = 5, long? bytes = 100, string name = "tetragon.log") =>
        new(new Position(1, end), reason, name, bytes, from is { } offset ? new Position(2, offset) : null, "the file is gone");
}
