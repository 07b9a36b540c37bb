using TetraBridge.Delivery;
using TetraBridge.Delivery.Bookmarks;
using TetraBridge.Delivery.State;
using TetraBridge.Sources;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Delivery.Bookmarks;

public sealed class BookmarkFileTests : IDisposable
{
    private static readonly DateTimeOffset _now = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);

    private static readonly Bookmark _bookmark = new(
        new Bookmarked(new Position(UInt128.MaxValue, long.MaxValue), 1), long.MaxValue, new Tally(1, 2, 3, 4, 5, 6));

    private readonly TemporaryFolder _folder = new();
    private readonly BookmarkFile _file;

    public BookmarkFileTests() => _file = new BookmarkFile(_folder.File("otlp@tetragon.json"));

    [Fact]
    public void What_was_saved_is_loaded_and_nobody_else_may_read_it()
    {
        _file.Save(_bookmark with { NewestTime = 1 }, _now);
        _file.Save(_bookmark, _now);

        Assert.Equal(_bookmark, _file.Load(out var damage));
        Assert.Null(damage);
        Assert.Equal([_file.Path], Directory.EnumerateFiles(_folder.Path));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_file.Path));
        }
    }

    [Fact]
    public void Where_there_is_none_none_is_loaded_and_deleting_is_no_mistake()
    {
        Assert.Null(_file.Load(out var damage));
        Assert.Null(damage);
        _file.Delete();

        _file.Save(_bookmark, _now);
        _file.Delete();
        Assert.Null(_file.Load(out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("\0\0\0\0")]
    [InlineData("""{"version":1,"file":"zz","offset":1,"lastLine":"00","newestTime":0,"totals":{}}""")]
    [InlineData("""{"version":1,"file":"00","offset":-1,"lastLine":"00","newestTime":0,"totals":{}}""")]
    [InlineData("""{"version":1,"file":"00","offset":1,"lastLine":null,"newestTime":0,"totals":{}}""")]
    [InlineData("""{"version":1,"file":"00","offset":1,"lastLine":"00","newestTime":0}""")]
    public void What_can_not_be_understood_is_set_aside_and_told(string content)
    {
        File.WriteAllText(_file.Path, content);

        Assert.Null(_file.Load(out var damage));

        Assert.Contains(_file.Path + ".damaged", damage, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(_file.Path + ".damaged"));
        Assert.False(File.Exists(_file.Path));
    }

    [Fact]
    public void Torn_at_any_byte_it_is_never_half_understood()
    {
        _file.Save(_bookmark, _now);
        var whole = File.ReadAllBytes(_file.Path);
        for (var length = 0; length < whole.Length - 1; length++)
        {
            File.WriteAllBytes(_file.Path, whole[..length]);
            Assert.Null(_file.Load(out var damage));
            Assert.NotNull(damage);
        }
    }

    [Theory]
    [InlineData("""{"version":2}""")]
    [InlineData("""{"version":9,"totals":"another form","file":{"id":1}}""")]
    public void One_of_a_newer_version_is_refused_and_stays_as_it_is(string content)
    {
        File.WriteAllText(_file.Path, content);

        var refusal = Assert.Throws<StateException>(() => _file.Load(out _));

        Assert.Contains("newer", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(_file.Path));
    }

    [Fact]
    public void A_rest_of_a_writing_that_broke_off_is_never_read_and_does_no_harm()
    {
        _file.Save(_bookmark, _now);
        File.WriteAllText(_file.Path + ".tmp", "half");

        Assert.Equal(_bookmark, _file.Load(out _));
        _file.Save(_bookmark with { NewestTime = 2 }, _now);
        Assert.Equal(2, _file.Load(out _)!.NewestTime);
    }

    public void Dispose() => _folder.Dispose();
}
