using Microsoft.Extensions.Logging;

namespace TetraBridge.Delivery.Sending;

/// <summary>Tells an operator of a route's trouble once and then each minute, and of its end, not of each attempt. Thread-safe.</summary>
internal sealed partial class OutageLog(string route, TimeProvider clock, ILogger logger) : IProgress<Verdict>
{
    private static readonly TimeSpan _each = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private DateTimeOffset? _since;
    private DateTimeOffset? _told;
    private bool _isToldAsHold;
    private bool _isTold;
    private string? _words;

    /// <summary>The present trouble and when it began; null where all is well.</summary>
    public (string Words, DateTimeOffset Since)? Trouble
    {
        get
        {
            lock (_lock)
            {
                return _since is { } since ? (_words ?? "", since) : null;
            }
        }
    }

    /// <summary>An attempt failed.</summary>
    public void Failed(in Verdict verdict)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var words = verdict.Words ?? "no answer";
            var isHold = verdict.Kind == VerdictKind.Hold;

            // A receiver that refuses now and then must not fill the log: within a minute only a hold behind a retry is news.
            var tell = _told is null || now - _told >= _each || (isHold && !_isToldAsHold);
            _since ??= now;
            _words = words;
            if (!tell)
            {
                return;
            }

            _told = now;
            _isTold = true;
            _isToldAsHold = isHold;
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

    /// <summary>The receiver answers again.</summary>
    public void Succeeded()
    {
        lock (_lock)
        {
            if (_since is { } since)
            {
                if (_isTold)
                {
                    Recovered(logger, route, (clock.GetUtcNow() - since).TotalSeconds);
                }

                _since = null;
                _words = null;
                _isTold = false;
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "route {Route} is held, an operator must act: {Words}. Nothing is lost meanwhile as long as Tetragon's files stay; trying again slowly")]
    private static partial void Held(ILogger logger, string route, string words);

    [LoggerMessage(2, LogLevel.Warning, "route {Route} can't deliver: {Words}. Nothing is lost meanwhile as long as Tetragon's files stay; trying again")]
    private static partial void Retrying(ILogger logger, string route, string words);

    [LoggerMessage(3, LogLevel.Information, "route {Route} delivers again after {Seconds:F0} s")]
    private static partial void Recovered(ILogger logger, string route, double seconds);
}
