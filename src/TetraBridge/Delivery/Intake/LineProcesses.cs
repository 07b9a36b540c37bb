using TetraBridge.Events;
using TetraBridge.Sources.GrpcStream.Replays;

namespace TetraBridge.Delivery.Intake;

/// <summary>Reads the process of a line with the reader that routes have.</summary>
internal sealed class LineProcesses : ILineProcesses
{
    private readonly EventReader _reader = new();
    private readonly TetragonEvent _event = new();

    /// <inheritdoc/>
    public bool TryRead(byte[] buffer, int start, int length, out SeenProcess seen)
    {
        seen = default;
        if (_reader.Read(buffer, start, length, _event) != LineProblem.None || _event.Kind is not (EventKind.Exec or EventKind.Exit))
        {
            return false;
        }

        _event.TryNumber(Fields.Pid, out var pid);
        _event.TryTime(Fields.StartTime, out var started);
        seen = new SeenProcess(
            _event.Kind == EventKind.Exec, ProcessFlags.IsReplay(_event), ProcessFlags.Has(_event, "clone"u8), (uint)pid, started,
            _event.Value(Fields.ExecId));
        return true;
    }
}
