using System.Buffers;
using TetraBridge.Buffers;

namespace TetraBridge.Sources.GrpcStream.Replays;

/// <summary>
/// Writes into a replay's line which live event it tells again (decisions 9): a last key, which is no part of the uid, and becomes the
/// record's `tetrabridge.live_exec_id`. Not thread-safe; allocates nothing an event.
/// </summary>
/// <param name="live">The processes that were seen live, shared by all that see some.</param>
internal sealed class ReplayLinks(LiveProcesses live)
{
    // exec_ids are base64: what is none can't be put into JSON as it is, and comes from no agent.
    private static readonly SearchValues<byte> _base64 = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_"u8);

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

        if (process is { IsExec: true, IsReplay: false })
        {
            live.Add(process);
            return line;
        }

        return Link(process, line);
    }

    /// <summary>As <see cref="Link(ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>, for an event that comes late, out of a file.</summary>
    public ReadOnlySpan<byte> LinkEarlier(scoped in SeenProcess process, ReadOnlySpan<byte> line)
    {
        if (process is { IsExec: true, IsReplay: false })
        {
            live.AddEarlier(process);
            return line;
        }

        return Link(process, line);
    }

    private ReadOnlySpan<byte> Link(scoped in SeenProcess process, ReadOnlySpan<byte> line)
    {
        if (!process.IsExec)
        {
            live.Remove(process);
            return line;
        }

        Span<byte> room = stackalloc byte[LiveProcesses.LongestId];
        var id = room[..live.Find(process, room)];
        return line.IsEmpty || id.IsEmpty || id.ContainsAnyExcept(_base64) ? line : Linked(line, id);
    }

    private ReadOnlySpan<byte> Linked(scoped ReadOnlySpan<byte> line, scoped ReadOnlySpan<byte> id)
    {
        _line.Clear();
        _line.Write(line.TrimEnd(" \t\r"u8)[..^1]);
        _line.Write(",\"tetrabridge_live_exec_id\":\""u8);
        _line.Write(id);
        _line.Write("\"}"u8);
        return _line.Written;
    }
}
