using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace TetraBridge.Events;

/// <summary>
/// A field as the reader meets it: its key, what to do with its value, and the fields below. Immutable after <see cref="EventSchema"/> made
/// it.
/// </summary>
internal sealed class FieldNode
{
    private readonly byte[] _key;
    private readonly byte[] _path;

    private readonly byte[] _expected;
    private readonly Vector256<byte> _expectedVector;
    private readonly Vector256<byte> _expectedMask;

    /// <summary>
    /// Makes a node; the path is dotted from the event's body, lists end in []; the slot is its own place in tables with one for each child
    /// and one more.
    /// </summary>
    public FieldNode(string key, string path, FieldShape shape, ApiFieldType type, Field field, FieldNode[] children, int slot)
    {
        Slot = slot;
        TakesText = shape == FieldShape.Scalar && FieldTypes.Takes(type, '"');
        TakesNumber = shape == FieldShape.Scalar && FieldTypes.Takes(type, '1');
        _key = Encoding.UTF8.GetBytes(key);
        _path = Encoding.UTF8.GetBytes(path);
        _expected = [(byte)'"', .. _key, (byte)'"', (byte)':'];
        if (_expected.Length <= Vector256<byte>.Count)
        {
            Span<byte> padded = stackalloc byte[Vector256<byte>.Count];
            padded.Clear();
            _expected.CopyTo(padded);
            _expectedVector = Vector256.Create<byte>(padded);
            padded[.._expected.Length].Fill(0xFF);
            _expectedMask = Vector256.Create<byte>(padded);
        }
        else
        {
            // Too long to compare at once: never expected, always looked up.
            _expectedMask = _expectedVector = Vector256.Create((byte)0xFF);
        }
        Path = path;
        Shape = shape;
        Type = type;
        Field = field;
        Children = children;
        IsPod = path is "process.pod" or "parent.pod";
    }

    /// <summary>The JSON key.</summary>
    public ReadOnlySpan<byte> Key => _key;

    /// <summary>How long the key is with its quotes and colon.</summary>
    public int ExpectedLength => _expected.Length;

    /// <summary>True where the 32 bytes begin with the key as protojson writes it, quotes and colon included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Begins(Vector256<byte> bytes) => ((bytes ^ _expectedVector) & _expectedMask) == Vector256<byte>.Zero;

    /// <summary>The dotted path, as in `process.pod.container.id` or `args[].sock_arg.daddr`.</summary>
    public string Path { get; }

    /// <summary>The path as UTF-8.</summary>
    public ReadOnlySpan<byte> PathUtf8 => _path;

    /// <summary>What the reader does with the value.</summary>
    public FieldShape Shape { get; }

    /// <summary>The type in the API.</summary>
    public ApiFieldType Type { get; }

    /// <summary>True where the value is a pod, which repeats from line to line.</summary>
    public bool IsPod { get; }

    /// <summary>True where the value can be a string.</summary>
    public bool TakesText { get; }

    /// <summary>True where the value can be a number.</summary>
    public bool TakesNumber { get; }

    /// <summary>The field's number; none for objects.</summary>
    public Field Field { get; }

    /// <summary>Where its children begin in tables that have a place for each child of each node, and one before them.</summary>
    public int Slot { get; }

    /// <summary>The fields below.</summary>
    public FieldNode[] Children { get; }

    /// <summary>
    /// The index of the child with this key, or -1. <paramref name="guess"/> is where to begin to look: protojson writes in the order of
    /// the API.
    /// </summary>
    public int Find(ReadOnlySpan<byte> key, int guess)
    {
        var children = Children;
        for (var i = 0; i < children.Length; i++)
        {
            if (guess >= children.Length)
            {
                guess = 0;
            }

            if (key.SequenceEqual(children[guess]._key))
            {
                return guess;
            }

            guess++;
        }

        return -1;
    }
}
