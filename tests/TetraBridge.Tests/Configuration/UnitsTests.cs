using FsCheck.Xunit;
using TetraBridge.Configuration.Units;

namespace TetraBridge.Tests.Configuration;

public sealed class UnitsTests
{
    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("10s", 10_000)]
    [InlineData("1.5m", 90_000)]
    [InlineData("2 h", 7_200_000)]
    [InlineData("0s", 0)]
    public void Durations_are_read(string text, int milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), duration);
    }

    [Theory]
    [InlineData("10")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("1e3s")]
    [InlineData("1,5s")]
    [InlineData("9000h")]
    [InlineData("1d")]
    [InlineData("")]
    public void What_is_no_duration_is_refused(string text) => Assert.False(DurationText.TryParse(text, out _));

    [Theory]
    [InlineData("512B", 512)]
    [InlineData("64KiB", 65_536)]
    [InlineData("3.5MiB", 3_670_016)]
    [InlineData("3.5mib", 3_670_016)]
    [InlineData("4MB", 4_000_000)]
    [InlineData("1024GiB", 1L << 40)]
    public void Sizes_are_read(string text, long bytes)
    {
        Assert.True(SizeText.TryParse(text, out var read));
        Assert.Equal(bytes, read);
    }

    [Theory]
    [InlineData("1024")]
    [InlineData("MiB")]
    [InlineData("-1KiB")]
    [InlineData("1025GiB")]
    [InlineData("999999999999999999999999999999999GiB")]
    public void What_is_no_size_is_refused(string text) => Assert.False(SizeText.TryParse(text, out _));

    [Property]
    public bool A_size_reads_as_it_was_written(uint bytes) => SizeText.TryParse(SizeText.Format(bytes), out var read) && read == bytes;

    [Property]
    public bool A_duration_reads_as_it_was_written(uint ticks) =>
        DurationText.TryParse(DurationText.Format(TimeSpan.FromTicks(ticks)), out var read) && read.Ticks == ticks;
}
