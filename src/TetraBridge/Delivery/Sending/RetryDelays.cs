namespace TetraBridge.Delivery.Sending;

/// <summary>
/// How long to wait before the next attempt: what the receiver says, else doubling with jitter; slowly where an operator must act. Pure.
/// </summary>
/// <param name="First">The first delay after no answer.</param>
/// <param name="Longest">The longest delay.</param>
/// <param name="LongestHold">The longest delay while a route is held; also how often it is told.</param>
internal sealed record RetryDelays(TimeSpan First, TimeSpan Longest, TimeSpan LongestHold)
{
    /// <summary>A receiver may not silence a route for longer than this.</summary>
    private static readonly TimeSpan _longestAsked = TimeSpan.FromMinutes(5);

    /// <summary>0.5 s doubling to 30 s; held: 5 s doubling to a minute.</summary>
    public static RetryDelays Default { get; } = new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1));

    /// <summary>The delay before attempt <paramref name="attempt"/> + 1.</summary>
    /// <param name="verdict">The verdict of the attempt.</param>
    /// <param name="attempt">Counted from 0.</param>
    /// <param name="random">From 0 to 1.</param>
    public TimeSpan Next(in Verdict verdict, int attempt, double random)
    {
        if (verdict.After is { } asked)
        {
            // A little later than asked, and not all senders at once.
            return TimeSpan.FromTicks(Math.Clamp(asked.Ticks, 0, _longestAsked.Ticks)) + (First * random);
        }

        var (first, longest) = verdict.Kind == VerdictKind.Hold ? (First * 10, LongestHold) : (First, Longest);
        var doubled = first * Math.Pow(2, Math.Min(attempt, 20));
        return TimeSpan.FromTicks(Math.Min(doubled.Ticks, longest.Ticks)) * (0.5 + (random / 2));
    }
}
