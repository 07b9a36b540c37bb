using TetraBridge.Events;
using TetraBridge.Records.Mapping;
using TetraBridge.Records.Resources;

namespace TetraBridge.Records.Attributes;

/// <summary>
/// All attributes of log records with their types, and for each field of the API what becomes of it: the compiled form of <see
/// cref="AttributeTable"/>. Immutable.
/// </summary>
internal sealed class AttributeCatalog
{
    /// <summary>The version of the names; a scope attribute and a Kafka header tell it.</summary>
    public const string SchemaVersion = "1";

    private static readonly string[] _derived =
    [
        "time", "process.binary", "process.arguments", "process.parent_exec_id", "parent.exec_id", "parent.arguments",
    ];

    private static readonly HashSet<string> _resource = [.. ResourceTable.Rows.Where(row => row.Form != ResourceForm.WithoutPod).Select(row => row.Path)];

    private readonly Dictionary<string, AttributeKey> _keys = [];
    private readonly FieldAttributes[] _fields;
    private readonly byte[] _most;

    private AttributeCatalog()
    {
        Keys = new RecordKeys(Key);
        var rows = AttributeTable.Rows.ToLookup(row => row.Path);
        var schema = EventSchema.Instance;
        _fields = new FieldAttributes[schema.Count];
        _fields[0] = new FieldAttributes(FieldRole.RolledUp, [], InArguments: false, LeftOutCondition.Never, Field.None);
        foreach (var node in schema.Fields)
        {
            _fields[node.Field.Id] = Of(node, [.. rows[node.Path]]);
        }

        _most = [.. _fields.Select(field => (byte)field.Attributes.Length)];
    }

    /// <summary>The one catalog of this version.</summary>
    public static AttributeCatalog Instance { get; } = new();

    /// <summary>The attributes that are derived, or ours.</summary>
    public RecordKeys Keys { get; }

    /// <summary>All attributes, by name.</summary>
    public IReadOnlyCollection<AttributeKey> All => _keys.Values;

    /// <summary>The most attributes that a value of the field can become in one record.</summary>
    public int MostAttributes(Field field) => _most[field.Id];

    /// <summary>What becomes of a field.</summary>
    public FieldAttributes Of(Field field) => _fields[field.Id];

    private FieldAttributes Of(FieldNode node, AttributeRow[] rows)
    {
        var inArguments = node.Path.StartsWith("args[]", StringComparison.Ordinal)
            || node.Path.StartsWith("return.", StringComparison.Ordinal);
        var role = RoleOf(node, rows, inArguments);
        if (rows.Length == 0 && role is FieldRole.NamelessOfProcess or FieldRole.NamelessOfParent)
        {
            rows = [new AttributeRow(node.Path, "tetragon." + node.Path, FormOf(node))];
        }

        var leftOut = AttributeTable.LeftOut.FirstOrDefault(
            row => row.Path == node.Path || node.Path.StartsWith(row.Path + ".", StringComparison.Ordinal));
        var twin = Twin(node);
        var condition = leftOut is { Condition: LeftOutCondition.SamePod } && twin == Field.None
            ? LeftOutCondition.Never
            : leftOut?.Condition ?? LeftOutCondition.Never;
        return new FieldAttributes(
            role, [.. rows.Select(row => new FieldAttribute(row, Key(row.Name, TypeOf(row.Form))))], inArguments, condition, twin);
    }

    private static FieldRole RoleOf(FieldNode node, AttributeRow[] rows, bool inArguments) => node.Path switch
    {
        _ when rows.Length > 0 => rows.Any(row => AttributeTable.NeverRolledUp.Contains(row.Name)) ? FieldRole.Kept : FieldRole.Named,
        "ancestors" or "process.docker" => FieldRole.RolledUp,
        _ when inArguments => FieldRole.InArguments,
        _ when _derived.Contains(node.Path) || _resource.Contains(node.Path) => FieldRole.Elsewhere,
        _ when node.Path.StartsWith("parent.", StringComparison.Ordinal) => FieldRole.NamelessOfParent,
        _ => FieldRole.NamelessOfProcess,
    };

    // The process's field that the resource tells and that means the same as this one of the parent.
    private static Field Twin(FieldNode node)
    {
        const string parent = "parent.";
        var path = node.Path.StartsWith(parent, StringComparison.Ordinal) ? "process." + node.Path[parent.Length..] : "";
        return ResourceTable.Rows.Any(row => row.Path == path) ? EventSchema.Instance.Field(path) : Field.None;
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
        (FieldShape.ScalarList, _) when node.Path.Contains(".cap.", StringComparison.Ordinal)
            || node.Path.Contains(".caps.", StringComparison.Ordinal) =>
            AttributeForm.Capabilities,
        (FieldShape.ScalarList, _) => AttributeForm.Names,
        (not FieldShape.Scalar, _) => AttributeForm.Json,
        (_, ApiFieldType.Bool or ApiFieldType.BoolValue) => AttributeForm.Flag,
        (_, ApiFieldType.Int32 or ApiFieldType.UInt32 or ApiFieldType.Int32Value or ApiFieldType.UInt32Value or ApiFieldType.Int64) =>
            AttributeForm.Number,
        (_, ApiFieldType.UInt64) => AttributeForm.Digits,
        _ => AttributeForm.Text,
    };

    private static AttributeType TypeOf(AttributeForm form) => form switch
    {
        AttributeForm.Number or AttributeForm.Count => AttributeType.Int,
        AttributeForm.Flag => AttributeType.Bool,
        AttributeForm.Words or AttributeForm.Names or AttributeForm.Capabilities or AttributeForm.CapabilityBits =>
            AttributeType.StringList,
        _ => AttributeType.String,
    };
}
