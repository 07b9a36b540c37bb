using TetraBridge.Buffers;
using TetraBridge.Enrichment;
using TetraBridge.Events;

namespace TetraBridge.Records;

/// <summary>
/// The body of a log record: one sentence that tells what happened and holds what tells two events apart (decisions 4). Content of events is escaped: no
/// control character or text direction mark reaches a terminal or a page (design law 8). Not thread-safe.
/// </summary>
internal sealed class BodySentence
{
    /// <summary>Longest piece of an event's content, in bytes.</summary>
    private const int LongestPiece = 1024;

    private readonly ByteBuffer _text = new(4096);

    /// <summary>The sentence, valid until the next call; never empty.</summary>
    public ReadOnlySpan<byte> Of(EventFacts facts)
    {
        var e = facts.Event;
        _text.Clear();
        switch (e.Kind)
        {
            case EventKind.Exec:
                Started(facts);
                break;
            case EventKind.Exit:
                Ended(e);
                break;
            case EventKind.Kprobe:
                Who(e);
                Say(" called "u8);
                Tell(e, Fields.FunctionName);
                Arguments(e);
                break;
            case EventKind.Lsm:
                Who(e);
                Say(" reached the security hook "u8);
                Tell(e, Fields.FunctionName);
                Arguments(e);
                break;
            case EventKind.Tracepoint:
                Who(e);
                Say(" passed the tracepoint "u8);
                Tell(e, Fields.Subsys);
                Say("/"u8);
                Tell(e, Fields.TracepointEvent);
                Arguments(e);
                break;
            case EventKind.Uprobe:
                Who(e);
                Say(" called "u8);
                Tell(e, Fields.Symbol);
                Say(" of "u8);
                Tell(e, Fields.Path);
                Arguments(e);
                break;
            case EventKind.Usdt:
                Who(e);
                Say(" passed the probe "u8);
                Tell(e, Fields.Provider);
                Say(":"u8);
                Tell(e, Fields.UsdtName);
                Say(" of "u8);
                Tell(e, Fields.Path);
                Arguments(e);
                break;
            case EventKind.Loader:
                Who(e);
                Say(" mapped "u8);
                Tell(e, Fields.Path);
                break;
            case EventKind.Throttle:
                Say(e.Value(Fields.ThrottleType).SequenceEqual("THROTTLE_STOP"u8) ? "Tetragon tells all processes again of cgroup "u8 : "Tetragon leaves out processes that start and end too often in cgroup "u8);
                var cgroup = e.Value(Fields.ThrottleCgroup);
                Piece(cgroup.IndexOf((byte)0) is var nul && nul >= 0 ? cgroup[..nul] : cgroup);
                break;
            case EventKind.RateLimitInfo:
                Say("Tetragon dropped "u8);
                Tell(e, Fields.DroppedEvents, "some"u8);
                Say(" events over its export rate limit"u8);
                break;
            case EventKind.Test:
                Say("Tetragon's test event"u8);
                break;
            default:
                Piece(e.KindName);
                Say(" of "u8);
                Who(e);
                break;
        }

        Consequence(e);
        Place(e);
        return _text.Written;
    }

    private void Started(EventFacts facts)
    {
        var e = facts.Event;
        Who(e);
        if (facts.IsReplay)
        {
            Say(" was running when the agent started"u8);
        }
        else
        {
            Say(" was started"u8);
            if (e.Has(Fields.ParentBinary))
            {
                Say(" by "u8);
                Tell(e, Fields.ParentBinary);
            }
        }

        if (e.Has(Fields.Uid))
        {
            Say(" as user "u8);
            Tell(e, e.Has(Fields.UserName) ? Fields.UserName : Fields.Uid);
        }
    }

    private void Ended(TetragonEvent e)
    {
        Who(e);
        if (e.Has(Fields.Signal))
        {
            Say(" was ended by "u8);
            Tell(e, Fields.Signal);
        }
        else
        {
            Say(" ended with status "u8);
            Tell(e, Fields.Status, "0"u8);
        }
    }

    private void Who(TetragonEvent e)
    {
        Tell(e, Fields.Binary, "a process without a name"u8);
        if (e.Has(Fields.Arguments) && e.Kind is EventKind.Exec or EventKind.Exit)
        {
            Say(" "u8);
            Tell(e, Fields.Arguments);
        }

        if (e.Has(Fields.Pid))
        {
            Say(" (pid "u8);
            Tell(e, Fields.Pid);
            Say(")"u8);
        }
    }

    private void Arguments(TetragonEvent e)
    {
        if (e.Has(Fields.ArgSockPeerAddress))
        {
            Say(" "u8);
            Endpoint(e, Fields.ArgSockSourceAddress, Fields.ArgSockSourcePort);
            Say(" to "u8);
            Endpoint(e, Fields.ArgSockPeerAddress, Fields.ArgSockPeerPort);
            return;
        }

        var file = e.Has(Fields.ArgFilePath) ? Fields.ArgFilePath : e.Has(Fields.ArgPathPath) ? Fields.ArgPathPath : Fields.ArgString;
        if (e.Has(file))
        {
            Say(" on "u8);
            Tell(e, file);
        }
        else if (e.Has(Fields.ArgInt))
        {
            Say(" with "u8);
            Tell(e, Fields.ArgInt);
        }
    }

    private void Endpoint(TetragonEvent e, Field address, Field port)
    {
        var colon = e.Value(address).Contains((byte)':');
        Say(colon ? "["u8 : ""u8);
        Tell(e, address);
        Say(colon ? "]"u8 : ""u8);
        if (e.Has(port))
        {
            Say(":"u8);
            Tell(e, port);
        }
    }

    private void Consequence(TetragonEvent e)
    {
        var action = e.Value(Fields.Action);
        if (action.SequenceEqual("KPROBE_ACTION_SIGKILL"u8) || action.SequenceEqual("KPROBE_ACTION_SIGNAL"u8) || action.SequenceEqual("KPROBE_ACTION_OVERRIDE"u8))
        {
            Say(action.SequenceEqual("KPROBE_ACTION_OVERRIDE"u8) ? "; denied by policy "u8 : "; sent a signal by policy "u8);
            Tell(e, Fields.PolicyName, "without a name"u8);
        }
    }

    private void Place(TetragonEvent e)
    {
        if (e.Has(Fields.PodName))
        {
            Say(" in pod "u8);
            Tell(e, Fields.PodNamespace);
            Say("/"u8);
            Tell(e, Fields.PodName);
        }
    }

    private void Say(ReadOnlySpan<byte> words) => _text.Write(words);

    private void Tell(TetragonEvent e, Field field, ReadOnlySpan<byte> otherwise = default)
    {
        if (e.Has(field))
        {
            Piece(e.Value(field));
        }
        else
        {
            Say(otherwise);
        }
    }

    private void Piece(ReadOnlySpan<byte> content)
    {
        if (content.Length > LongestPiece)
        {
            PrintableText.Append(Utf8Cut.At(content, LongestPiece), _text);
            Say("…"u8);
        }
        else
        {
            PrintableText.Append(content, _text);
        }
    }
}
