using Microsoft.Extensions.Time.Testing;
using TetraBridge.Categories;
using TetraBridge.Delivery;
using TetraBridge.Delivery.Bookmarks;
using TetraBridge.Delivery.DeadLetters;
using TetraBridge.Delivery.Sending;
using TetraBridge.Sources;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Delivery.Bookmarks;

public sealed class BookmarkKeeperTests : IDisposable
{
    private static readonly Bookmark _bookmark = new(new Bookmarked(new Position(7, 100), 1), 0, default);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));
    private readonly List<string> _steps = [];

    [Fact]
    public void What_lies_before_is_on_the_disk_first_then_the_bookmark_and_only_then_it_may_be_removed()
    {
        Assert.True(Keeper(_folder.File("route.json")).Save());

        Assert.Equal(["settle 100, no bookmark", "release 100, bookmark saved"], _steps);
    }

    [Fact]
    public void Where_the_bookmark_can_not_be_saved_nothing_may_be_removed()
    {
        Assert.False(Keeper(_folder.File("nowhere/route.json")).Save());

        Assert.Equal(["settle 100, no bookmark"], _steps);
    }

    public void Dispose() => _folder.Dispose();

    private BookmarkKeeper Keeper(string path)
    {
        var log = new RecordingLogger<Route>();
        var notices = new DeadLetterNotices(new Classifier(LibraryCategories.Create()), _time);
        var office = new DeadLetterOffice("otlp", null, notices, new OutageLog("otlp", _time, log), _time, log);
        var order = new SettlementOrder(null);
        var keeper = new BookmarkKeeper("otlp", order, new BookmarkFile(path), office, Step("settle"), Step("release"), _time, log);
        order.Begin(_bookmark);
        return keeper;

        Action<Position> Step(string name) => position => _steps.Add($"{name} {position.Offset}, {(File.Exists(path) ? "bookmark saved" : "no bookmark")}");
    }
}
