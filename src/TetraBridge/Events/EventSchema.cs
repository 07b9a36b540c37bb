namespace TetraBridge.Events;

/// <summary>
/// All fields of Tetragon's events as paths with numbers, made once from <see cref="ApiMessages"/>. The event kinds share one body:
/// `process.binary` is the same field in each of them. Immutable.
/// </summary>
internal sealed class EventSchema
{
    // Ours, last keys of a spool's lines (decisions 9): filled in from the agent's export file; the live event that a replay tells again.
    private static readonly ApiField[] _ofSources = [new("tetrabridge_backfill", 0, ApiFieldType.Bool), new("tetrabridge_live_exec_id", 0, ApiFieldType.String)];

    private readonly List<FieldNode?> _byId = [null];
    private readonly Dictionary<string, FieldNode> _byPath = [];

    private EventSchema()
    {
        var response = ApiMessages.All["GetEventsResponse"];
        var kinds = EventKinds.Table.Select(row => row.Name).ToHashSet();
        Envelope = Make("", "", FieldShape.Object, ApiFieldType.Message, Events.Field.None,
            [.. response.Fields.Where(field => !kinds.Contains(field.Name)).Select(field => Node(field, field.Name)), .. _ofSources.Select(field => Node(field, field.Name))]);

        var body = new Dictionary<string, FieldNode>();
        foreach (var (kind, _, message) in EventKinds.Table)
        {
            foreach (var field in ApiMessages.All[message].Fields)
            {
                // The envelope has a time too: the one of process_exit is when the process ended.
                var path = kind == EventKind.Exit && field.Name == "time" ? "exit.time" : field.Name;
                body.TryAdd(field.Name, body.GetValueOrDefault(field.Name) ?? Node(field, path));
            }
        }

        // Spelled so up to v1.0 (knowledge of upgrade notes: 1.1 renamed it).
        body.Add(
            "stack_trace",
            Make("stack_trace", "kernel_stack_trace", FieldShape.Json, ApiFieldType.Message, body["kernel_stack_trace"].Field, []));
        Body = Make("", "", FieldShape.Object, ApiFieldType.Message, Events.Field.None, [.. body.Values]);
    }

    /// <summary>The one schema of this version's API.</summary>
    public static EventSchema Instance { get; } = new();

    /// <summary>The fields beside the event: node_name, time, …</summary>
    public FieldNode Envelope { get; }

    /// <summary>The fields of all event kinds together.</summary>
    public FieldNode Body { get; }

    /// <summary>How many numbers there are, none included: the size of a table indexed by field.</summary>
    public int Count => _byId.Count;

    /// <summary>
    /// How many places tables need that have one for each child of each node, and one before them (<see cref="FieldNode.Slot"/>).
    /// </summary>
    public int NodeSlots { get; private set; }

    /// <summary>All fields in the order of their numbers.</summary>
    public IEnumerable<FieldNode> Fields => _byId.OfType<FieldNode>();

    /// <summary>The number of the field with this path; throws for a path that the API does not have.</summary>
    public Field Field(string path) => _byPath[path].Field;

    /// <summary>The node with this number, or null for none.</summary>
    public FieldNode? Node(Field field) => _byId[field.Id];

    private FieldNode Node(ApiField field, string path)
    {
        var shape = Shape(field);
        FieldNode[] children = shape switch
        {
            FieldShape.Object or FieldShape.Argument => Children(field.Message!, path),
            FieldShape.ArgumentList => Children(field.Message!, path + "[]"),
            _ => [],
        };

        var number = shape == FieldShape.Object ? Events.Field.None : new Field((ushort)_byId.Count);
        var node = Make(field.Name, path, shape, field.Type, number, children);
        if (shape != FieldShape.Object)
        {
            _byId.Add(node);
            _byPath.Add(path, node);
        }

        return node;
    }

    private FieldNode Make(string key, string path, FieldShape shape, ApiFieldType type, Field field, FieldNode[] children)
    {
        var slot = NodeSlots;
        NodeSlots += children.Length + 1;
        return new FieldNode(key, path, shape, type, field, children, slot);
    }

    private FieldNode[] Children(string message, string path)
    {
        var children = ApiMessages.All[message].Fields.Select(field => Node(field, $"{path}.{field.Name}")).ToList();
        if (message == "Pod")
        {
            // Spelled so up to v1.0: a list of "k8s:name=value".
            children.Add(Node(new ApiField("labels", 0, ApiFieldType.String, Repeated: true), $"{path}.labels"));
        }

        return [.. children];
    }

    private static FieldShape Shape(ApiField field) => field switch
    {
        { Type: ApiFieldType.Map } => FieldShape.Json,
        { Type: ApiFieldType.Message, Message: "KprobeArgument", Repeated: true, Name: "args" } => FieldShape.ArgumentList,
        { Type: ApiFieldType.Message, Message: "KprobeArgument", Repeated: false } => FieldShape.Argument,
        { Type: ApiFieldType.Message, Repeated: true } => FieldShape.Json,
        { Type: ApiFieldType.Message } => FieldShape.Object,
        { Repeated: true } => FieldShape.ScalarList,
        _ => FieldShape.Scalar,
    };
}
