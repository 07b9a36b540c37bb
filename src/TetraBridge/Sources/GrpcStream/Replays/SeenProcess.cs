using TetraBridge.Sources.GrpcStream.Wire;

namespace TetraBridge.Sources.GrpcStream.Replays;

/// <summary>
/// The process of an exec or exit event, read from the wire as far as a replay's link needs it. Valid as long as the message.
/// </summary>
internal ref struct SeenProcess
{
    // Numbers of the API, stable by protobuf's rules.
    private const int ExecField = 1;
    private const int ExitField = 5;
    private const int ProcessField = 1;
    private const int ExecIdField = 1;
    private const int PidField = 2;
    private const int FlagsField = 7;
    private const int StartTimeField = 8;
    private const int WrappedValue = 1;
    private const int Seconds = 1;
    private const int Nanoseconds = 2;

    /// <summary>A process that was read elsewhere.</summary>
    public SeenProcess(bool isExec, bool isReplay, bool isNew, uint pid, long start, ReadOnlySpan<byte> execId)
    {
        IsExec = isExec;
        IsReplay = isReplay;
        IsNew = isNew;
        Pid = pid;
        Start = start;
        ExecId = execId;
    }

    /// <summary>True for process_exec, false for process_exit.</summary>
    public bool IsExec { get; private set; }

    /// <summary>True where it ran before the agent (flag procFS).</summary>
    public bool IsReplay { get; private set; }

    /// <summary>True where it was forked for this exec; false where a program that ran became another (flag clone).</summary>
    public bool IsNew { get; private set; }

    /// <summary>Its pid; 0 is the kernel.</summary>
    public uint Pid { get; private set; }

    /// <summary>When it started, in nanoseconds since 1970.</summary>
    public long Start { get; private set; }

    /// <summary>Its exec_id; empty where it has none.</summary>
    public ReadOnlySpan<byte> ExecId { get; private set; }

    /// <summary>Reads it; false for events of other kinds and for what is no event.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out SeenProcess seen)
    {
        seen = default;
        var cursor = new WireCursor(message);
        while (!cursor.IsAtEnd && cursor.TryTag(out var number, out var type))
        {
            if (number is ExecField or ExitField && type == WireType.Delimited && cursor.TryLength(out var length))
            {
                seen.IsExec = number == ExecField;
                return TryPart(message.Slice(cursor.At, length), ProcessField, out var process) && seen.TryFill(process);
            }

            if (!cursor.TrySkip(type, number))
            {
                return false;
            }
        }

        return false;
    }

    private bool TryFill(ReadOnlySpan<byte> process)
    {
        var cursor = new WireCursor(process);
        while (!cursor.IsAtEnd && cursor.TryTag(out var number, out var type))
        {
            if (type != WireType.Delimited)
            {
                if (!cursor.TrySkip(type, number))
                {
                    return false;
                }

                continue;
            }

            if (!cursor.TryLength(out var length))
            {
                return false;
            }

            Fill(number, process.Slice(cursor.At, length));
            cursor.Pass(length);
        }

        return cursor.IsAtEnd;
    }

    private void Fill(int number, ReadOnlySpan<byte> value)
    {
        switch (number)
        {
            case ExecIdField:
                ExecId = value;
                break;
            case PidField:
                Pid = (uint)Number(value, WrappedValue);
                break;
            case FlagsField:
                IsReplay = value.IndexOf("procFS"u8) >= 0;
                IsNew = value.IndexOf("clone"u8) >= 0;
                break;
            case StartTimeField:
                Start = unchecked(((long)Number(value, Seconds) * 1_000_000_000) + (long)Number(value, Nanoseconds));
                break;
            default:
                break;
        }
    }

    private static bool TryPart(ReadOnlySpan<byte> message, int wanted, out ReadOnlySpan<byte> part)
    {
        part = default;
        var cursor = new WireCursor(message);
        while (!cursor.IsAtEnd && cursor.TryTag(out var number, out var type))
        {
            if (number == wanted && type == WireType.Delimited && cursor.TryLength(out var length))
            {
                part = message.Slice(cursor.At, length);
                return true;
            }

            if (!cursor.TrySkip(type, number))
            {
                return false;
            }
        }

        return false;
    }

    private static ulong Number(ReadOnlySpan<byte> message, int wanted)
    {
        var cursor = new WireCursor(message);
        while (!cursor.IsAtEnd && cursor.TryTag(out var number, out var type))
        {
            if (number == wanted && type == WireType.Varint)
            {
                return cursor.TryVarint(out var value) ? value : 0;
            }

            if (!cursor.TrySkip(type, number))
            {
                return 0;
            }
        }

        return 0;
    }
}
