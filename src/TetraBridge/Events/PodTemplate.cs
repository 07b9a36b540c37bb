namespace TetraBridge.Events;

/// <summary>
/// One pod as it was read: its JSON text, and the leaves in it. The only value that differs between the processes of a pod,
/// `container.pid`, is a hole in the text. Filled again in memory that it has. Not thread-safe.
/// </summary>
internal sealed class PodTemplate
{
    /// <summary>Longer pods (annotations) are read anew each time, so that the table stays small.</summary>
    public const int Longest = 4096;

    private static readonly Field[] _pids = [Fields.ContainerPid, EventSchema.Instance.Field("parent.pod.container.pid")];

    private FieldNode? _pod;
    private byte[] _text = [];
    private Leaf[] _leaves = [];
    private int _textLength;
    private int _leafCount;
    private int _hole;
    private int _holeLength;

    /// <summary>
    /// Adds the leaves of the pod that begins at <paramref name="at"/> in the line's buffer, where it is this one; gives its length, 0
    /// where it is another.
    /// </summary>
    public int Tell(FieldNode pod, ReadOnlySpan<byte> rest, int at, TetragonEvent into)
    {
        // Text that was read whole ends itself: nothing else can begin with it.
        if (!ReferenceEquals(_pod, pod) || !rest.StartsWith(_text.AsSpan(0, _hole)))
        {
            return 0;
        }

        var digits = 0;
        if (_holeLength > 0)
        {
            digits = Digits(rest[_hole..]);
            if (digits == 0 || !rest[(_hole + digits)..].StartsWith(_text.AsSpan(_hole + _holeLength, _textLength - _hole - _holeLength)))
            {
                return 0;
            }
        }

        var moved = digits - _holeLength;
        foreach (ref readonly var leaf in _leaves.AsSpan(0, _leafCount))
        {
            into.Add(leaf with
            {
                Start = at + leaf.Start + (leaf.Start > _hole ? moved : 0),
                Length = leaf.Start == _hole ? digits : leaf.Length,
            });
        }

        return _textLength + moved;
    }

    /// <summary>
    /// Becomes the pod that was just read; its leaves must point into the line's buffer, at <paramref name="at"/> and behind.
    /// </summary>
    public void Keep(FieldNode pod, ReadOnlySpan<byte> text, int at, ReadOnlySpan<Leaf> leaves)
    {
        _pod = null;
        if (text.Length > Longest)
        {
            return;
        }

        if (_text.Length < text.Length)
        {
            _text = new byte[(text.Length + 63) & ~63];
        }

        if (_leaves.Length < leaves.Length)
        {
            _leaves = new Leaf[leaves.Length];
        }

        text.CopyTo(_text);
        _textLength = text.Length;
        _leafCount = leaves.Length;
        _hole = text.Length;
        _holeLength = 0;
        for (var i = 0; i < leaves.Length; i++)
        {
            ref readonly var leaf = ref leaves[i];
            if (leaf.InScratch || leaf.Field == Field.None)
            {
                return;
            }

            _leaves[i] = leaf with { Start = leaf.Start - at };
            if (_pids.Contains(leaf.Field) && leaf.Kind == LeafKind.Number && Digits(text[_leaves[i].Start..]) == leaf.Length)
            {
                _hole = _leaves[i].Start;
                _holeLength = leaf.Length;
            }
        }

        _pod = pod;
    }

    // A whole number without sign and leading zero; 0 where there is none.
    private static int Digits(ReadOnlySpan<byte> text)
    {
        var length = 0;
        if (text.Length > 0 && text[0] is >= (byte)'1' and <= (byte)'9')
        {
            while (length < text.Length && text[length] is >= (byte)'0' and <= (byte)'9')
            {
                length++;
            }
        }

        return length;
    }
}
