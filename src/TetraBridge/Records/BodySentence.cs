using TetraBridge.Buffers;
using TetraBridge.Enrichment;
using TetraBridge.Events;

namespace TetraBridge.Records;

/// <summary>
/// The body of a log record: one sentence that says what happened and holds what distinguishes two events (decisions 4). Content of events
/// is escaped: no control character or text direction mark reaches a terminal or a page (design law 8). Not thread-safe.
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
            case EventKind.Throttle:
                Throttled(e);
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
                Hooked(e);
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

    private void Throttled(TetragonEvent e)
    {
        Say(e.Value(Fields.ThrottleType).SequenceEqual("THROTTLE_STOP"u8)
            ? "Tetragon reports processes again of cgroup "u8
            : "Tetragon no longer reports processes, since too many start and end, of cgroup "u8);

        // The kernel's name comes padded with NULs.
        var cgroup = e.Value(Fields.ThrottleCgroup);
        Piece(cgroup.IndexOf((byte)0) is var nul and >= 0 ? cgroup[..nul] : cgroup);
    }

    // What a hook reported, or a kind that a later agent knows.
    private void Hooked(TetragonEvent e)
    {
        var parts = HookSentences.Of(e.Kind);
        if (parts.IsEmpty)
        {
            Piece(e.KindName);
            Say(" of "u8);
            Who(e);
            return;
        }

        Who(e);
        foreach (var part in parts)
        {
            Say(part.Words);
            Tell(e, part.Field);
        }

        Arguments(e);
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
        if (PolicyActions.Of(e) is { } action)
        {
            Say("; "u8);
            Say(action.Words);
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
