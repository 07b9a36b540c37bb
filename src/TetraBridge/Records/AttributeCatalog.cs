using TetraBridge.Events;

namespace TetraBridge.Records;

/// <summary>All attributes of log records with their types, and for each field of the API what becomes of it: the compiled form of <see cref="AttributeTable"/>. Immutable.</summary>
internal sealed class AttributeCatalog
{
    /// <summary>The version of the names; a scope attribute and a Kafka header tell it.</summary>
    public const string SchemaVersion = "1";

    private static readonly string[] _derived =
    [
        "time", "node_name", "cluster_name", "node_labels",
        "process.binary", "process.arguments", "process.parent_exec_id", "process.docker", "parent.exec_id", "parent.arguments",
    ];

    private readonly Dictionary<string, AttributeKey> _keys = [];
    private readonly FieldAttributes[] _fields;

    private AttributeCatalog()
    {
        Keys = new RecordKeys(Key);
        var rows = AttributeTable.Rows.ToLookup(row => row.Path);
        var schema = EventSchema.Instance;
        _fields = new FieldAttributes[schema.Count];
        _fields[0] = new FieldAttributes(FieldRole.RolledUp, []);
        foreach (var node in schema.Fields)
        {
            _fields[node.Field.Id] = Of(node, [.. rows[node.Path]]);
        }
    }

    /// <summary>The one catalog of this version.</summary>
    public static AttributeCatalog Instance { get; } = new();

    /// <summary>The attributes that are derived, or ours.</summary>
    public RecordKeys Keys { get; }

    /// <summary>All attributes, by name.</summary>
    public IReadOnlyCollection<AttributeKey> All => _keys.Values;

    /// <summary>What becomes of a field.</summary>
    public FieldAttributes Of(Field field) => _fields[field.Id];

    private FieldAttributes Of(FieldNode node, AttributeRow[] rows)
    {
        if (rows.Length > 0)
        {
            return new FieldAttributes(FieldRole.Named, [.. rows.Select(row => (row, Key(row.Name, TypeOf(row.Form))))]);
        }

        if (node.Path == "ancestors")
        {
            return new FieldAttributes(FieldRole.RolledUp, []);
        }

        if (node.Path.StartsWith("args[]", StringComparison.Ordinal) || node.Path.StartsWith("return.", StringComparison.Ordinal))
        {
            return new FieldAttributes(FieldRole.InArguments, []);
        }

        if (_derived.Contains(node.Path) || node.Path.StartsWith("process.pod.", StringComparison.Ordinal))
        {
            return new FieldAttributes(FieldRole.Elsewhere, []);
        }

        var form = FormOf(node);
        var row = new AttributeRow(node.Path, "tetragon." + node.Path, form);
        var role = node.Path.StartsWith("parent.", StringComparison.Ordinal) ? FieldRole.NamelessOfParent : FieldRole.NamelessOfProcess;
        return new FieldAttributes(role, [(row, Key(row.Name, TypeOf(form)))]);
    }

    private AttributeKey Key(string name, AttributeType type)
    {
        if (!_keys.TryGetValue(name, out var key))
        {
            key = new AttributeKey(name, type, _keys.Count);
            _keys.Add(name, key);
        }

        return key.Type == type ? key : throw new InvalidOperationException($"The attribute {name} has two types, {key.Type} and {type}.");
    }

    private static AttributeForm FormOf(FieldNode node) => (node.Shape, node.Type) switch
    {
        (FieldShape.ScalarList, _) => AttributeForm.Names,
        (not FieldShape.Scalar, _) => AttributeForm.Json,
        (_, ApiFieldType.Bool or ApiFieldType.BoolValue) => AttributeForm.Flag,
        (_, ApiFieldType.Int32 or ApiFieldType.UInt32 or ApiFieldType.Int32Value or ApiFieldType.UInt32Value or ApiFieldType.Int64) => AttributeForm.Number,
        (_, ApiFieldType.UInt64) => AttributeForm.Digits,
        _ => AttributeForm.Text,
    };

    private static AttributeType TypeOf(AttributeForm form) => form switch
    {
        AttributeForm.Number or AttributeForm.Count => AttributeType.Int,
        AttributeForm.Flag => AttributeType.Bool,
        AttributeForm.Words or AttributeForm.Names or AttributeForm.Capabilities or AttributeForm.CapabilityBits => AttributeType.StringList,
        _ => AttributeType.String,
    };
}
