using System.Buffers;
using TetraBridge.Buffers;

namespace TetraBridge.Sources.GrpcStream.Replays;

/// <summary>
/// Writes into a replay's line which live event it tells again (decisions 9): a last key, which is no part of the uid, and becomes the record's `tetrabridge.live_exec_id`.
/// What was seen live is remembered as long as the bridge runs. Not thread-safe; allocates nothing an event.
/// </summary>
internal sealed class ReplayLinks
{
    private const int MostProcesses = 16 * 1024;

    // exec_ids are base64: what is none can't be put into JSON as it is, and comes from no agent.
    private static readonly SearchValues<byte> _base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_"u8);

    private readonly LiveProcesses _live = new(MostProcesses);
    private readonly ByteBuffer _line = new(4096);

    /// <summary>The line of an event, with its link where it has one; valid until the next call and as long as the line.</summary>
    /// <param name="message">The event on the wire.</param>
    /// <param name="line">Its line, a JSON object with something in it.</param>
    public ReadOnlySpan<byte> Link(ReadOnlySpan<byte> message, ReadOnlySpan<byte> line)
    {
        if (!SeenProcess.TryRead(message, out var process))
        {
            return line;
        }

        if (!process.IsExec)
        {
            _live.Remove(process);
            return line;
        }

        if (!process.IsReplay)
        {
            _live.Add(process);
            return line;
        }

        var id = _live.Find(process);
        return id.IsEmpty || id.ContainsAnyExcept(_base64) ? line : Linked(line, id);
    }

    private ReadOnlySpan<byte> Linked(scoped ReadOnlySpan<byte> line, scoped ReadOnlySpan<byte> id)
    {
        _line.Clear();
        _line.Write(line[..^1]);
        _line.Write(",\"tetrabridge_live_exec_id\":\""u8);
        _line.Write(id);
        _line.Write("\"}"u8);
        return _line.Written;
    }
}
