using Microsoft.Extensions.Time.Testing;
using TetraBridge.Delivery.DeadLetters;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Delivery.DeadLetters;

public sealed class CutCopiesTests : IDisposable
{
    private const int Limit = 80_000;

    private static readonly DeadLetter _letter = new("cut", "words", 0xAB, "tetragon.log", 0xCD, 17, 5);

    private readonly TemporaryFolder _temporary = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));

    private string[] Names => [.. Directory.EnumerateFiles(_temporary.Path).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Fact]
    public void At_the_limit_the_oldest_go_and_are_counted()
    {
        var copies = Open();
        var line = new byte[1000];
        line.AsSpan().Fill((byte)'x');
        var all = true;
        for (var i = 0; i < 200; i++)
        {
            all &= copies.Keep(_letter with { Offset = i }, line);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        copies.Flush();
        var kept = Names.SelectMany(name => File.ReadLines(_temporary.File(name))).ToList();
        Assert.False(all);
        Assert.Equal(200, kept.Count + copies.Dropped);
        Assert.InRange(Names.Sum(name => new FileInfo(_temporary.File(name)).Length), Limit / 2, Limit);
        Assert.Contains("\"offset\":199,", kept[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void They_do_not_count_as_dead_letters()
    {
        Open().Keep(_letter, new byte[5000]);
        using var folder = new DeadLetterFolder(_temporary.Path, "otlp", 1000, _time);

        Assert.All(Names, name => Assert.True(CutCopies.Is(name)));
        Assert.True(folder.TryKeep(_letter, "line"u8, out _));
    }

    [Fact]
    public void A_line_that_would_push_out_all_others_is_dropped_itself()
    {
        var copies = Open();
        Assert.True(copies.Keep(_letter, "small"u8));

        Assert.False(copies.Keep(_letter, new byte[Limit]));

        Assert.Equal(1, copies.Dropped);
        Assert.Single(File.ReadAllLines(_temporary.File(Assert.Single(Names))));
    }

    [Fact]
    public void A_folder_that_is_gone_is_counted_and_nothing_more()
    {
        var copies = new CutCopies(_temporary.File("gone"), "otlp", Limit, _time);

        Assert.False(copies.Keep(_letter, "line"u8));
        copies.Flush();

        Assert.Equal(1, copies.Dropped);
    }

    public void Dispose() => _temporary.Dispose();

    private CutCopies Open() => new(_temporary.Path, "otlp", Limit, _time);
}
