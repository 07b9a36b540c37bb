using System.Text;
using Microsoft.Extensions.Time.Testing;
using TetraBridge.Categories;
using TetraBridge.Delivery.DeadLetters;
using TetraBridge.Records;

namespace TetraBridge.Tests.Delivery.DeadLetters;

public sealed class DeadLetterNoticesTests
{
    private static readonly DeadLetter _bad = new("not_json", "words", null, "tetragon.log", 1, 0, 7);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));
    private readonly DeadLetterNotices _notices;

    public DeadLetterNoticesTests() => _notices = new DeadLetterNotices(new Classifier(LibraryCategories.Create()), _time);

    [Fact]
    public void A_notice_says_what_was_lost_and_why()
    {
        var line = """{"process_exec":{"process":{"binary":"/usr/bin/sudo"}}}""";

        _notices.Add(new DeadLetter("too_large", "receiver's words", 0xAB, "tetragon.log", 1, 0, 12345), Encoding.UTF8.GetBytes(line));

        var notice = Assert.Single(Take(atEnd: false));
        Assert.Equal("tetrabridge.dead_letter", notice.EventName);
        Assert.Contains("/usr/bin/sudo", notice.Body, StringComparison.Ordinal);
        var told = notice.Attributes.ToDictionary(attribute => attribute.Key.Name, attribute => attribute.Value);
        Assert.Equal("too_large", told["tetrabridge.dead_letter.reason"]);
        Assert.Equal(12345L, told["tetrabridge.dead_letter.size"]);
        Assert.Equal("process_exec", told["tetrabridge.dead_letter.kind"]);
        Assert.Equal("/usr/bin/sudo", told["tetrabridge.dead_letter.binary"]);
        Assert.Equal("000000000000000000000000000000ab", told["tetrabridge.dead_letter.uid"]);
        Assert.Equal(["sudo"], Assert.IsAssignableFrom<IEnumerable<string>>(told["tetrabridge.dead_letter.category"]));
    }

    [Fact]
    public void Hostile_content_can_not_colour_the_sentence()
    {
        _notices.Add(_bad with { Uid = 1 }, """{"process_exec":{"process":{"binary":"/x\u001b[31m\n"}}}"""u8);

        Assert.DoesNotContain(Assert.Single(Take(atEnd: false)).Body, char.IsControl);
    }

    [Fact]
    public void Ten_a_minute_are_told_the_rest_is_counted_when_the_minute_is_over()
    {
        Add(25);

        Assert.Equal(10, Take(atEnd: false).Count);
        Assert.False(_notices.IsEmpty);
        Assert.Empty(Take(atEnd: false));

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(15L, CountOf(Assert.Single(Take(atEnd: false))));
        Assert.True(_notices.IsEmpty);
    }

    [Fact]
    public void Minutes_that_are_full_one_after_the_other_each_tell_their_count()
    {
        var told = new List<BridgeRecord>();
        for (var minute = 0; minute < 5; minute++)
        {
            Add(30);
            told.AddRange(Take(atEnd: false));
            _time.Advance(TimeSpan.FromMinutes(1));
            Add(1);
            told.AddRange(Take(atEnd: false));
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([20L, 20L, 20L, 20L, 20L], told.Select(CountOf).Where(count => count is not null));
        Assert.Equal(5 * 12, told.Count);
    }

    [Fact]
    public void At_the_end_the_count_is_told_at_once()
    {
        Add(11);

        var told = Take(atEnd: true);

        Assert.Equal(11, told.Count);
        Assert.Equal(1L, CountOf(told[^1]));
        Assert.Empty(Take(atEnd: true));
    }

    [Fact]
    public void The_same_letter_is_told_with_the_same_uid()
    {
        Add(1);
        var first = Take(atEnd: false).Single().Uid;
        _time.Advance(TimeSpan.FromHours(1));
        Add(1);
        _notices.Add(_bad with { Offset = 1 }, default);

        var again = Take(atEnd: false);
        Assert.Equal(first, again[0].Uid);
        Assert.NotEqual(first, again[1].Uid);
    }

    private static object? CountOf(BridgeRecord notice) => notice.Attributes.FirstOrDefault(attribute => attribute.Key.Name == "tetrabridge.dead_letter.count").Value;

    private void Add(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _notices.Add(_bad, "garbage"u8);
        }
    }

    private List<BridgeRecord> Take(bool atEnd)
    {
        var taken = new List<BridgeRecord>();
        while (_notices.TryTake(atEnd, out var notice))
        {
            taken.Add(notice);
        }

        return taken;
    }
}
