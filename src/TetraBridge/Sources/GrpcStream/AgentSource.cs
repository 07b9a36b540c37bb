using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using TetraBridge.Sources.GrpcStream.Replays;
using TetraBridge.Sources.GrpcStream.Wire;
using TetraBridge.Sources.Spool;

namespace TetraBridge.Sources.GrpcStream;

/// <summary>
/// Receives from one agent as long as the bridge runs: stream after stream, each over a fresh connection, and brings the events to the spool. It waits for nothing but the agent.
/// What an agent does while nobody listens it does not keep: each outage becomes a gap.
/// </summary>
internal sealed class AgentSource
{
    // Quick at first: an agent listens before it tells the running processes again, and who is there then misses nothing of its start.
    private static readonly TimeSpan _firstDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _longestDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _tellEach = TimeSpan.FromMinutes(1);

    private readonly AgentOptions _options;
    private readonly IStreamSpool _spool;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly EventTranscoder _transcoder;
    private readonly ReplayLinks _links = new();
    private readonly Func<SpoolGap, CancellationToken, Task>? _fill;
    private readonly ResiliencePipeline<StreamEnd> _untilUp;
    private Task _filling = Task.CompletedTask;
    private readonly Lock _lock = new();
    private Outage? _outage;
    private DateTimeOffset? _told;

    /// <summary>A source; connects when it runs.</summary>
    /// <param name="options">The agent.</param>
    /// <param name="spool">Where the lines go.</param>
    /// <param name="before">The time since which nobody listened, where an earlier run left a spool; null: none did.</param>
    /// <param name="fill">Fills a gap from elsewhere and appends it, beside the stream; null: a gap is appended as it is.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">The log.</param>
    public AgentSource(
        AgentOptions options, IStreamSpool spool, Outage? before, Func<SpoolGap, CancellationToken, Task>? fill, TimeProvider time, ILogger<AgentSource> log)
    {
        _fill = fill;
        _options = options;
        _spool = spool;
        _outage = before;
        _time = time;
        _log = log;
        _transcoder = new EventTranscoder(options.MaxLineBytes);
        _untilUp = new ResiliencePipelineBuilder<StreamEnd> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<StreamEnd>
            {
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome is { Exception: null, Result.WasUp: false }),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = _firstDelay,
                MaxDelay = _longestDelay,
            })
            .Build();
    }

    /// <summary>Whether a stream stands now. Thread-safe.</summary>
    public bool IsUp { get; private set; }

    /// <summary>Receives until <paramref name="stop"/>.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        if (_options.IsPlainToOthers)
        {
            _log.PlainTcp(_options.Name, _options.Shown);
        }

        try
        {
            while (!stop.IsCancellationRequested)
            {
                await _untilUp.ExecuteAsync(async cancellation => await OneStreamAsync(cancellation).ConfigureAwait(false), stop).ConfigureAwait(false);

                // A stream that stands and ends at once, again and again, must not be a loop without a rest.
                await Task.Delay(_firstDelay, _time, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        finally
        {
            await _filling.ConfigureAwait(false);
        }
    }

    private async Task<StreamEnd> OneStreamAsync(CancellationToken stop)
    {
        var began = _time.GetUtcNow();
        var receiver = new StreamReceiver(_transcoder, _links, _spool, () => GapIsOver(stop));
        var stream = new AgentStream(_options, receiver, version => IsUpNow(version, stop), _time);
        var end = await stream.RunAsync(stop).ConfigureAwait(false);
        IsUp = false;
        if (!stop.IsCancellationRequested)
        {
            Down(end, began);
        }

        return end;
    }

    private void IsUpNow(string version, CancellationToken stop)
    {
        GapIsOver(stop);
        _log.IsUp(_options.Name, version, _options.Shown);
    }

    // At the first sign of the agent, which may be an event: the gap stands before it.
    private void GapIsOver(CancellationToken stop)
    {
        lock (_lock)
        {
            IsUp = true;
            if (_outage is { } outage)
            {
                Tell(Gap(outage, _time.GetUtcNow()), stop);
            }

            _outage = null;
            _told = null;
        }
    }

    private void Tell(SpoolGap gap, CancellationToken stop)
    {
        if (_fill is null)
        {
            _spool.Append(gap);
        }
        else
        {
            _filling = Task.WhenAll(_filling, _fill(gap, stop));
        }
    }

    private void Down(StreamEnd end, DateTimeOffset began)
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            if (_outage is null)
            {
                // Before the first stream nothing is known to be missing: nobody had begun to listen.
                _outage = new Outage(end.WasUp ? now : began, end.Words);
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
        $"Nobody listened to the agent at {_options.Shown} from {outage.Since.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} to {now.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} ({outage.Words}): what happened meanwhile is missing, since agents keep nothing for later")
    {
        From = outage.Since,
        To = now,
    };
}
