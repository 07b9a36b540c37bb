using TetraBridge.Sources.GrpcStream.Replays;
using TetraBridge.Sources.GrpcStream.Wire;
using TetraBridge.Sources.Spool;
using TetraBridge.Sources.Spool.Checkpoints;

namespace TetraBridge.Sources.GrpcStream;

/// <summary>
/// Makes lines of one stream's events and appends them to the spool; counts what it took, and notes until when it heard the agent.
/// </summary>
internal sealed class StreamReceiver(
    EventTranscoder transcoder, ReplayLinks links, IStreamSpool spool, StreamCheckpoint checkpoint, AgentPresence presence, TimeProvider time) : IEventReceiver
{
    // Events come nearly in the order of their times, up to 50 ms back (decisions 2).
    private const long StepBack = 100_000_000 / TimeSpan.NanosecondsPerTick;

    // What the time of an event says about the way of those behind it ends here: a replay's is hours old, and a remote agent's clock may be
    // wrong.
    private const long LongestWay = 30 * TimeSpan.TicksPerSecond;

    private long _events;

    /// <summary>How many events came. Thread-safe.</summary>
    public long Events => Volatile.Read(ref _events);

    /// <inheritdoc/>
    public void Take(ReadOnlySpan<byte> message)
    {
        if (_events == 0)
        {
            presence.Up();
        }

        var line = transcoder.Transcode(message);
        spool.Append(transcoder.IsEvent ? links.Link(message, line) : line);
        Volatile.Write(ref _events, _events + 1);
        checkpoint.Heard(Until(message));
    }

    // An agent's events wait in its queue, and on their way: what was there before this one came is what happened before this one happened.
    private DateTimeOffset Until(ReadOnlySpan<byte> message)
    {
        var now = time.GetUtcNow().UtcTicks;
        var told = DateTimeOffset.UnixEpoch.UtcTicks + (EventTime.Of(message) / TimeSpan.NanosecondsPerTick);
        return new DateTimeOffset(Math.Clamp(told, now - LongestWay, now) - StepBack, TimeSpan.Zero);
    }
}
