using Microsoft.Extensions.Logging;

namespace TetraBridge.Delivery.Sending;

/// <summary>Tells an operator of a route's trouble once and then each minute, and of its end, not of each attempt. Thread-safe.</summary>
internal sealed partial class OutageLog(string route, TimeProvider clock, ILogger logger) : IProgress<Verdict>
{
    private readonly Lock _lock = new();
    private readonly OngoingTrouble _receiver = new();
    private readonly OngoingTrouble _deadLetters = new();

    /// <summary>
    /// The present trouble and when it began; null where all is well. A full folder comes first: it holds the route whatever the receiver
    /// does.
    /// </summary>
    public (string Words, DateTimeOffset Since)? Trouble
    {
        get
        {
            lock (_lock)
            {
                var present = _deadLetters.Since is null ? _receiver : _deadLetters;
                return present.Since is { } since ? (present.Words, since) : null;
            }
        }
    }

    /// <summary>An attempt failed.</summary>
    public void Failed(in Verdict verdict, TroubleOwner owner = TroubleOwner.Receiver)
    {
        lock (_lock)
        {
            var words = verdict.Words ?? "no answer";
            var isHold = verdict.Kind == VerdictKind.Hold;
            if (!Of(owner).Failed(words, isHold, clock.GetUtcNow()))
            {
                return;
            }

            if (isHold)
            {
                Held(logger, route, words);
            }
            else
            {
                Retrying(logger, route, words);
            }
        }
    }

    /// <summary>A sending waits, for this reason.</summary>
    void IProgress<Verdict>.Report(Verdict value) => Failed(value);

    /// <summary>The owner's trouble is over: the receiver answers again, or the folder has room.</summary>
    public void Succeeded(TroubleOwner owner = TroubleOwner.Receiver)
    {
        lock (_lock)
        {
            if (Of(owner).Ended(clock.GetUtcNow()) is not { TotalSeconds: var seconds })
            {
                return;
            }

            if (owner == TroubleOwner.DeadLetters)
            {
                HasRoom(logger, route, seconds);
            }
            else
            {
                Recovered(logger, route, seconds);
            }
        }
    }

    private OngoingTrouble Of(TroubleOwner owner) => owner == TroubleOwner.DeadLetters ? _deadLetters : _receiver;

    [LoggerMessage(1, LogLevel.Error, "route {Route} is held, an operator must act: {Words}. Nothing is lost meanwhile as long as Tetragon's files stay; trying again slowly")]
    private static partial void Held(ILogger logger, string route, string words);

    [LoggerMessage(2, LogLevel.Warning, "route {Route} can't deliver: {Words}. Nothing is lost meanwhile as long as Tetragon's files stay; trying again")]
    private static partial void Retrying(ILogger logger, string route, string words);

    [LoggerMessage(3, LogLevel.Information, "route {Route} delivers again after {Seconds:F0} s")]
    private static partial void Recovered(ILogger logger, string route, double seconds);

    [LoggerMessage(4, LogLevel.Information, "route {Route} can keep dead letters again after {Seconds:F0} s")]
    private static partial void HasRoom(ILogger logger, string route, double seconds);
}
