using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using TetraBridge.Buffers;
using TetraBridge.Events;
using TetraBridge.Events.Json;

namespace TetraBridge.Records;

/// <summary>
/// `log.record.uid`: XxHash128 over length-prefixed parsed values (decisions 1), so that the file and the stream, builds with other blanks
/// and key orders, and a process told again by a restarted agent agree. Not thread-safe; allocates nothing.
/// </summary>
internal sealed class RecordUid
{
    private static readonly Field[] _hooks =
    [
        Fields.FunctionName, Fields.Subsys, Fields.TracepointEvent, Fields.Path, Fields.Symbol, Fields.Provider, Fields.UsdtName,
    ];

    private static readonly bool[] _isArgument = Flags(node =>
        node.Path.StartsWith("args[].", StringComparison.Ordinal) || node.Path.StartsWith("return.", StringComparison.Ordinal));

    // A plain scalar inside a message is left out of JSON where it is 0 or false, so 0 and absent are the same; a wrapper's 0 and the value
    // of a oneof itself (`int_arg`) are told (design law 5).
    private static readonly bool[] _zeroIsAbsent = Flags(node => node.Path.Count(c => c == '.') > 1
        && node.Type is ApiFieldType.Bool or ApiFieldType.Int32 or ApiFieldType.UInt32 or ApiFieldType.Int64 or ApiFieldType.UInt64);

    private readonly ByteBuffer _values = new(4096);
    private readonly ByteBuffer _compact = new(1024);
    private readonly List<(int Item, ushort Field, Leaf Leaf)> _arguments = [];

    /// <summary>The uid as 32 lower-case hex digits.</summary>
    public static string Text(UInt128 uid) => uid.ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>The uid of an event. <paramref name="isReplay"/>: the process was told again at agent start, its times move.</summary>
    public UInt128 Of(TetragonEvent e, bool isReplay)
    {
        _values.Clear();
        Add(e.Value(Fields.ClusterName));
        Add(e.Value(Fields.NodeName));
        Add(e.KindName);
        if (e.Has(Fields.ExecId))
        {
            Add(e.Value(Fields.ExecId));
        }
        else
        {
            Add(e.Value(Fields.Pid));
            AddTime(e, Fields.StartTime);
        }

        Add(e.Value(Fields.Tid));
        foreach (var hook in _hooks)
        {
            Add(e.Value(hook));
        }

        Add(e.Value(Fields.PolicyName));
        Add(e.Value(Fields.Arguments));
        AddArguments(e);
        Add(e.Value(Fields.BuildId));
        if (e.Kind != EventKind.Loader && !isReplay)
        {
            AddTime(e, Fields.Time);
        }

        return XxHash128.HashToUInt128(_values.Written);
    }

    private void AddArguments(TetragonEvent e)
    {
        if (!e.Has(Fields.Args) && !e.Has(Fields.Return))
        {
            return;
        }

        // Keys may come in any order within one argument: the schema's order counts.
        _arguments.Clear();
        foreach (ref readonly var leaf in e.Leaves)
        {
            if (_isArgument[leaf.Field.Id] && !(_zeroIsAbsent[leaf.Field.Id] && IsZero(e.Value(leaf))))
            {
                _arguments.Add((leaf.Item, leaf.Field.Id, leaf));
            }
        }

        _arguments.Sort(static (a, b) => a.Item != b.Item ? a.Item.CompareTo(b.Item) : a.Field.CompareTo(b.Field));
        foreach (var (_, _, leaf) in _arguments)
        {
            Add(EventSchema.Instance.Node(leaf.Field)!.PathUtf8);
            if (leaf.Kind == LeafKind.List)
            {
                _compact.Clear();
                JsonText.Compact(e.Value(leaf), _compact);
                Add(_compact.Written);
            }
            else
            {
                Add(e.Value(leaf));
            }
        }
    }

    private static bool IsZero(ReadOnlySpan<byte> value) => value.SequenceEqual("0"u8) || value.SequenceEqual("false"u8);

    private void AddTime(TetragonEvent e, Field field)
    {
        var room = _values.Reserve(9);
        room[0] = (byte)(e.TryTime(field, out var time) ? 8 : 0);
        BinaryPrimitives.WriteInt64LittleEndian(room[1..], time);
        _values.Advance(9);
    }

    private void Add(ReadOnlySpan<byte> value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_values.Reserve(4 + value.Length), value.Length);
        _values.Advance(4);
        _values.Write(value);
    }

    private static bool[] Flags(Func<FieldNode, bool> test)
    {
        var flags = new bool[EventSchema.Instance.Count];
        foreach (var node in EventSchema.Instance.Fields)
        {
            flags[node.Field.Id] = test(node);
        }

        return flags;
    }
}
