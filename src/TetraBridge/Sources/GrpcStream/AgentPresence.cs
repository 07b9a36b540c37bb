using Microsoft.Extensions.Logging;
using TetraBridge.Sources.Spool.Checkpoints;
using TetraBridge.Sources.Spool.Gaps;

namespace TetraBridge.Sources.GrpcStream;

/// <summary>
/// Whether an agent is listened to. What an agent does while nobody listens it does not keep: each outage, from the last sign of life to
/// the next one, becomes a gap. Thread-safe.
/// </summary>
internal sealed class AgentPresence
{
    private static readonly TimeSpan _tellEach = TimeSpan.FromMinutes(1);

    private readonly AgentOptions _options;
    private readonly StreamCheckpoint _checkpoint;
    private readonly IGapTeller _gaps;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Lock _lock = new();
    private Outage? _outage;
    private DateTimeOffset? _told;
    private bool _isUp;

    /// <summary>Nobody listens yet: since an earlier run, or, where there was none, since nobody had begun to.</summary>
    /// <param name="options">The agent.</param>
    /// <param name="checkpoint">Knows until when it was listened to.</param>
    /// <param name="gaps">Takes the gaps.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">The log.</param>
    public AgentPresence(AgentOptions options, StreamCheckpoint checkpoint, IGapTeller gaps, TimeProvider time, ILogger log)
    {
        _options = options;
        _checkpoint = checkpoint;
        _gaps = gaps;
        _time = time;
        _log = log;
        _outage = checkpoint.Inherited is { } since ? new Outage(since, "the bridge was not running") : null;
    }

    /// <summary>Whether a stream stands now.</summary>
    public bool IsUp
    {
        get
        {
            lock (_lock)
            {
                return _isUp;
            }
        }
    }

    /// <summary>A sign of the agent, which may be an event: the gap stands before it.</summary>
    public void Up()
    {
        lock (_lock)
        {
            _isUp = true;
            if (_outage is { } outage)
            {
                var now = _time.GetUtcNow();
                _gaps.Tell(Gap(outage, now));
                _checkpoint.Heard(now);
            }

            _outage = null;
            _told = null;
        }
    }

    /// <summary>A stream, or a try to get one, ended.</summary>
    public void Down(StreamEnd end)
    {
        lock (_lock)
        {
            _isUp = false;
            var now = _time.GetUtcNow();
            if (_outage is null)
            {
                _outage = new Outage(_checkpoint.Until, end.Words);
                _told = now;
                _log.Ended(_options.Name, _options.Shown, end.Words);
            }
            else if (_told is null || now - _told >= _tellEach)
            {
                _told = now;
                _log.IsDown(_options.Name, _options.Shown, _outage.Since.UtcDateTime, end.Words);
            }
        }
    }

    private SpoolGap Gap(Outage outage, DateTimeOffset now) => new(
        GapReason.Disconnected.Name(),
        $"Nobody listened to the agent at {_options.Shown} from {outage.Since.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} to {now.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} ({outage.Words})")
    {
        From = outage.Since < now ? outage.Since : now,
        To = now,
    };
}
