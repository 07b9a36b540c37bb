using FsCheck.Xunit;
using TetraBridge.Delivery.Sending;

namespace TetraBridge.Tests.Delivery.Sending;

public sealed class RetryDelaysTests
{
    [Property(MaxTest = 1000)]
    public void A_delay_lies_within_its_bounds_whatever_the_attempt(ushort attempt, byte random, bool isHold)
    {
        var verdict = new Verdict(isHold ? VerdictKind.Hold : VerdictKind.NoAnswer);

        var delay = RetryDelays.Default.Next(verdict, attempt, random / 255.0);

        var (first, longest) = isHold ? (5.0, 60.0) : (0.5, 30.0);
        var full = Math.Min(first * Math.Pow(2, Math.Min((int)attempt, 30)), longest);
        Assert.InRange(delay.TotalSeconds, (full / 2) - 0.001, full + 0.001);
    }

    [Theory]
    [InlineData(0, 0, 0.5)]
    [InlineData(7, 7, 7.5)]
    [InlineData(86_400, 300, 300.5)]
    [InlineData(-5, 0, 0.5)]
    public void What_the_receiver_asks_is_kept_a_little_later_and_not_for_ever(int asked, double least, double most)
    {
        foreach (var random in (double[])[0, 0.5, 1])
        {
            var delay = RetryDelays.Default.Next(new Verdict(VerdictKind.Retry, After: TimeSpan.FromSeconds(asked)), 3, random);
            Assert.InRange(delay.TotalSeconds, least, most);
        }
    }
}
