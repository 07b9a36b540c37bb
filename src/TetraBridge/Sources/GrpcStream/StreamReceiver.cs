using TetraBridge.Sources.GrpcStream.Replays;
using TetraBridge.Sources.GrpcStream.Wire;
using TetraBridge.Sources.Spool;

namespace TetraBridge.Sources.GrpcStream;

/// <summary>Makes lines of one stream's events and appends them to the spool; counts what it took.</summary>
internal sealed class StreamReceiver(EventTranscoder transcoder, ReplayLinks links, IStreamSpool spool, Action isUp) : IEventReceiver
{
    private long _events;

    /// <summary>How many events came. Thread-safe.</summary>
    public long Events => Volatile.Read(ref _events);

    /// <inheritdoc/>
    public void Take(ReadOnlySpan<byte> message)
    {
        if (_events == 0)
        {
            isUp();
        }

        var line = transcoder.Transcode(message);
        spool.Append(transcoder.IsEvent ? links.Link(message, line) : line);
        Volatile.Write(ref _events, _events + 1);
    }
}
