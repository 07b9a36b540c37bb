using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using TetraBridge.Sources.GrpcStream.Replays;
using TetraBridge.Sources.GrpcStream.Wire;
using TetraBridge.Sources.Spool;
using TetraBridge.Sources.Spool.Checkpoints;
using TetraBridge.Sources.Spool.Gaps;

namespace TetraBridge.Sources.GrpcStream;

/// <summary>
/// Receives from one agent as long as the bridge runs: stream after stream, each over a fresh connection, and brings the events to the
/// spool. It waits for nothing but the agent.
/// </summary>
internal sealed class AgentSource
{
    // Quick at first: an agent listens before it tells the running processes again, and who is there then misses nothing of its start.
    private static readonly TimeSpan _firstDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _longestDelay = TimeSpan.FromSeconds(2);

    private readonly AgentOptions _options;
    private readonly IStreamSpool _spool;
    private readonly StreamCheckpoint _checkpoint;
    private readonly IGapTeller _gaps;
    private readonly AgentPresence _presence;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly EventTranscoder _transcoder;
    private readonly ReplayLinks _links;
    private readonly ResiliencePipeline<StreamEnd> _untilUp;

    /// <summary>A source; connects when it runs.</summary>
    /// <param name="options">The agent.</param>
    /// <param name="spool">Where the lines go.</param>
    /// <param name="checkpoint">Remembers until when the agent was listened to.</param>
    /// <param name="gaps">Takes the gaps of outages.</param>
    /// <param name="live">The processes that were seen live.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">The log.</param>
    public AgentSource(
        AgentOptions options, IStreamSpool spool, StreamCheckpoint checkpoint, IGapTeller gaps, LiveProcesses live, TimeProvider time,
        ILogger<AgentSource> log)
    {
        _links = new ReplayLinks(live);
        _options = options;
        _spool = spool;
        _checkpoint = checkpoint;
        _gaps = gaps;
        _presence = new AgentPresence(options, checkpoint, gaps, time, log);
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
    public bool IsUp => _presence.IsUp;

    /// <summary>Receives until <paramref name="stop"/>.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        if (_options.IsPlainToOthers)
        {
            _log.PlainTcp(_options.Name, _options.Shown);
        }

        foreach (var gap in _checkpoint.InheritedGaps)
        {
            _gaps.Tell(gap);
        }

        try
        {
            while (!stop.IsCancellationRequested)
            {
                await _untilUp.ExecuteAsync(
                    async cancellation => await OneStreamAsync(cancellation).ConfigureAwait(false), stop).ConfigureAwait(false);

                // A stream that stands and ends at once, again and again, must not be a loop without a rest.
                await Task.Delay(_firstDelay, _time, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    private async Task<StreamEnd> OneStreamAsync(CancellationToken stop)
    {
        var receiver = new StreamReceiver(_transcoder, _links, _spool, _checkpoint, _presence, _time);
        var stream = new AgentStream(_options, receiver, IsUpNow, _checkpoint.Heard, _time);
        var end = await stream.RunAsync(stop).ConfigureAwait(false);
        if (!stop.IsCancellationRequested)
        {
            _presence.Down(end);
        }

        return end;
    }

    private void IsUpNow(string version)
    {
        _presence.Up();
        _log.IsUp(_options.Name, version, _options.Shown);
    }
}
