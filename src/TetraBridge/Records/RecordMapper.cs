using System.Globalization;
using TetraBridge.Buffers;
using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Events.Json;

namespace TetraBridge.Records;

/// <summary>
/// Tells an event with its facts as the attributes of a log record, in one order, whatever the sink's format. Each leaf ends in an attribute, in
/// `tetragon.rest`, in the resource, or in a row of <see cref="AttributeTable.LeftOut"/>. Not thread-safe; allocates nothing in the steady state.
/// </summary>
internal sealed class RecordMapper(RecordOptions options)
{
    // What RecordKeys can add to a record beside its leaves.
    private const int DerivedAttributes = 26;

    private readonly AttributeCatalog _catalog = AttributeCatalog.Instance;
    private readonly RecordKeys _keys = AttributeCatalog.Instance.Keys;
    private readonly bool[] _written = new bool[AttributeCatalog.Instance.All.Count];
    private readonly LeafTeller _teller = new();
    private readonly RestWriter _rest = new();
    private readonly ByteBuffer _scratch = new(1024);

    /// <summary>Writes all attributes. <paramref name="resourceAttributes"/>: how many the resource has; they count where stores limit both together.</summary>
    public void Write(EventFacts facts, UInt128 uid, int resourceAttributes, IRecordWriter writer)
    {
        var e = facts.Event;
        Array.Clear(_written);
        _rest.Clear();

        Uid(uid, writer);
        Process(e, writer);
        Leaves(e, RollUp(e, resourceAttributes), writer);
        Judged(facts, writer);
        Facts(facts, writer);
        Losses(e, writer);
        if (!_rest.IsEmpty)
        {
            writer.Text(_keys.Rest, _rest.Finish());
        }
    }

    private void Uid(UInt128 uid, IRecordWriter writer)
    {
        Span<byte> text = stackalloc byte[32];
        uid.TryFormat(text, out _, "x32", CultureInfo.InvariantCulture);
        writer.Text(_keys.Uid, text);
        if (options.DocumentId)
        {
            writer.Text(_keys.DocumentId, text);
        }
    }

    private void Process(TetragonEvent e, IRecordWriter writer)
    {
        var binary = e.Value(Fields.Binary);
        if (!binary.IsEmpty)
        {
            if (binary[0] == (byte)'/')
            {
                writer.Text(_keys.ExecutablePath, binary);
            }

            writer.Text(_keys.ExecutableName, binary[0] == (byte)'/' ? binary[(binary.LastIndexOf((byte)'/') + 1)..] : binary);
        }

        CommandLine(_keys.CommandLine, binary, e.Value(Fields.Arguments), writer);
        CommandLine(_keys.ParentCommandLine, e.Value(Fields.ParentBinary), e.Value(Fields.ParentArguments), writer);

        var parent = e.Value(Fields.ParentExecId);
        var told = e.Value(Fields.ToldParentExecId);
        if (!parent.IsEmpty || !told.IsEmpty)
        {
            writer.Text(_keys.ParentExecId, parent.IsEmpty ? told : parent);
        }

        if (!parent.IsEmpty && !told.IsEmpty && !parent.SequenceEqual(told))
        {
            writer.Text(_keys.ToldParentExecId, told);
        }

        // Tetragon leaves status 0 out.
        if (e.Kind == EventKind.Exit && !e.Has(Fields.Status) && !e.Has(Fields.Signal))
        {
            writer.Number(_keys.ExitCode, 0);
        }

        if (e.Has(Fields.Ancestors))
        {
            Ancestors(e.Value(Fields.Ancestors), writer);
        }
    }

    private void CommandLine(AttributeKey key, ReadOnlySpan<byte> binary, ReadOnlySpan<byte> arguments, IRecordWriter writer)
    {
        if (binary.IsEmpty && arguments.IsEmpty)
        {
            return;
        }

        _scratch.Clear();
        _scratch.Write(binary);
        if (!arguments.IsEmpty)
        {
            _scratch.Write((byte)' ');
            _scratch.Write(arguments);
        }

        writer.Text(key, _scratch.Written);
    }

    private void Ancestors(ReadOnlySpan<byte> json, IRecordWriter writer)
    {
        writer.BeginList(_keys.Ancestors);
        var ancestors = new JsonItems(json);
        while (ancestors.Next())
        {
            if (ancestors.IsString || ancestors.Value[0] != (byte)'{')
            {
                continue;
            }

            var members = new JsonItems(ancestors.Value);
            while (members.NextMember())
            {
                if (members.IsString && members.Key.SequenceEqual("binary"u8))
                {
                    _scratch.Clear();
                    _scratch.Advance(JsonText.Unescape(members.Value, _scratch.Reserve(members.Value.Length)));
                    writer.Item(_scratch.Written);
                    break;
                }
            }
        }

        writer.EndList();
    }

    // How much must be rolled up: nothing, the parent's nameless leaves, the process's too (decisions 4).
    private FieldRole RollUp(TetragonEvent e, int resourceAttributes)
    {
        if (options.AttributeLimit == int.MaxValue)
        {
            return FieldRole.RolledUp;
        }

        var named = DerivedAttributes + Math.Max(0, resourceAttributes - RecordOptions.ResourceAttributesIncluded);
        var ofParent = 0;
        var ofProcess = 0;
        foreach (ref readonly var leaf in e.Leaves)
        {
            var field = _catalog.Of(leaf.Field);
            switch (field.Role)
            {
                case FieldRole.Named:
                    named += field.Attributes.Count;
                    break;
                case FieldRole.NamelessOfParent:
                    ofParent++;
                    break;
                case FieldRole.NamelessOfProcess:
                    ofProcess++;
                    break;
            }
        }

        return named + ofProcess + ofParent <= options.AttributeLimit ? FieldRole.RolledUp
            : named + ofProcess <= options.AttributeLimit ? FieldRole.NamelessOfParent
            : FieldRole.NamelessOfProcess;
    }

    private void Leaves(TetragonEvent e, FieldRole rollUp, IRecordWriter writer)
    {
        var samePod = ParentIsInSamePod(e);
        foreach (ref readonly var leaf in e.Leaves)
        {
            var field = _catalog.Of(leaf.Field);
            switch (field.Role)
            {
                case FieldRole.Named:
                    Named(e, leaf, field, writer);
                    break;
                case FieldRole.NamelessOfProcess when rollUp != FieldRole.NamelessOfProcess:
                    Named(e, leaf, field, writer);
                    break;
                case FieldRole.NamelessOfParent:
                    if (LeaveOut(e, leaf, samePod))
                    {
                        break;
                    }

                    if (rollUp == FieldRole.RolledUp)
                    {
                        Named(e, leaf, field, writer);
                        break;
                    }

                    Rest(e, leaf);
                    break;
                case FieldRole.NamelessOfProcess:
                case FieldRole.RolledUp:
                    Rest(e, leaf);
                    break;
            }
        }
    }

    private void Named(TetragonEvent e, in Leaf leaf, FieldAttributes field, IRecordWriter writer)
    {
        var value = e.Value(leaf);
        if (leaf.Field == Fields.Auid && IsUnset(value))
        {
            return;
        }

        var told = false;
        foreach (var (row, key) in field.Attributes)
        {
            if ((row.Kind != EventKind.Unknown && row.Kind != e.Kind)
                || (row.Function.Length > 0 && !e.Value(Fields.FunctionName).SequenceEqual(System.Text.Encoding.UTF8.GetBytes(row.Function))))
            {
                continue;
            }

            // An attribute stands once in a record: of several hook arguments the first is named, `tetragon.args` has them all.
            if (!_written[key.Index])
            {
                var tells = _teller.TryTell(row, key, leaf.Kind, value, writer);
                _written[key.Index] = tells;
                told |= tells;
            }
            else
            {
                told = true;
            }
        }

        if (!told && !EventSchema.Instance.Node(leaf.Field)!.Path.StartsWith("args[]", StringComparison.Ordinal))
        {
            Rest(e, leaf);
        }
    }

    private void Rest(TetragonEvent e, in Leaf leaf)
    {
        var path = leaf.Field == Field.None ? e.UnknownPath(leaf) : EventSchema.Instance.Node(leaf.Field)!.PathUtf8;
        _rest.Add(path, leaf.Kind, e.Value(leaf));
    }

    private static bool LeaveOut(TetragonEvent e, in Leaf leaf, bool samePod)
    {
        var node = EventSchema.Instance.Node(leaf.Field)!;
        return (node.Path == "parent.auid" && IsUnset(e.Value(leaf)))
            || (samePod && (node.Path == "parent.docker"
                || (node.Path.StartsWith("parent.pod.", StringComparison.Ordinal) && node.Path is not ("parent.pod.container.pid" or "parent.pod.container.maybe_exec_probe"))));
    }

    private static bool IsUnset(ReadOnlySpan<byte> auid) => auid.SequenceEqual("4294967295"u8);

    private static bool ParentIsInSamePod(TetragonEvent e) =>
        e.Has(Fields.PodName)
        && e.Value(Fields.PodName).SequenceEqual(e.Value(Fields.ParentPodName))
        && e.Value(Fields.PodNamespace).SequenceEqual(e.Value(Fields.ParentPodNamespace))
        && e.Value(Fields.ContainerId).SequenceEqual(e.Value(Fields.ParentContainerId));

    private void Judged(EventFacts facts, IRecordWriter writer)
    {
        if (facts.Hints.Count > 0)
        {
            writer.BeginList(_keys.CategoryHint);
            foreach (var hint in facts.Hints)
            {
                Item(hint.Category.Info.Id, writer);
            }

            writer.EndList();
        }

        if (facts.Matches.Count == 0)
        {
            return;
        }

        writer.BeginList(_keys.Category);
        foreach (var match in facts.Matches)
        {
            Item(match.Category.Info.Id, writer);
        }

        writer.EndList();
        Text(_keys.RuleCategory, facts.Matches[0].Category.Info.Id, writer);

        var ambiguous = false;
        writer.BeginList(_keys.Evidence);
        foreach (var match in facts.Matches)
        {
            _scratch.Clear();
            Append(match.Category.Info.Id);
            _scratch.Write(match.Judgement.EvidenceTail);
            writer.Item(_scratch.Written);
            ambiguous |= match.Judgement.IsAmbiguous;
        }

        writer.EndList();
        if (ambiguous)
        {
            writer.Flag(_keys.Ambiguous, true);
        }

        Techniques(facts, writer);
    }

    private void Techniques(EventFacts facts, IRecordWriter writer)
    {
        var any = false;
        for (var i = 0; i < facts.Matches.Count; i++)
        {
            foreach (var technique in facts.Matches[i].Category.Info.Techniques)
            {
                if (ToldBefore(facts, i, technique))
                {
                    continue;
                }

                if (!any)
                {
                    writer.Text(_keys.ThreatFramework, "MITRE ATT&CK"u8);
                    writer.BeginList(_keys.ThreatTechnique);
                    any = true;
                }

                Item(technique, writer);
            }
        }

        if (any)
        {
            writer.EndList();
        }
    }

    private static bool ToldBefore(EventFacts facts, int match, string technique)
    {
        for (var i = 0; i < match; i++)
        {
            if (facts.Matches[i].Category.Info.Techniques.Contains(technique))
            {
                return true;
            }
        }

        return false;
    }

    private void Facts(EventFacts facts, IRecordWriter writer)
    {
        if (facts.IsReplay)
        {
            writer.Text(_keys.Replay, "procfs"u8);
        }

        if (facts.TimeOrigin != TimeOrigin.Event)
        {
            writer.Text(_keys.TimeDerived, facts.TimeOrigin == TimeOrigin.Previous ? "previous"u8 : "observed"u8);
        }

        if (facts.IsSelf)
        {
            writer.Flag(_keys.Self, true);
        }

        List(_keys.Context, facts.Contexts, writer);
        List(_keys.Truncated, facts.Truncated, writer);
        Scope(_keys.LocalScope, facts.LocalScope, writer);
        Scope(_keys.PeerScope, facts.PeerScope, writer);

        // A replay's and some loaders' times are derived: what the agent told stays findable.
        if (facts.TimeOrigin != TimeOrigin.Event && facts.Event.Has(Fields.Time))
        {
            Rest(facts.Event, Leaf(facts.Event, Fields.Time));
        }
    }

    private static Leaf Leaf(TetragonEvent e, Field field)
    {
        e.TryLeaf(field, out var leaf);
        return leaf;
    }

    // Losses that the agent itself reports gain the names that our own gaps have (decisions 5).
    private void Losses(TetragonEvent e, IRecordWriter writer)
    {
        if (e.Kind == EventKind.RateLimitInfo)
        {
            writer.Text(_keys.GapReason, "rate_limited"u8);
            if (e.TryNumber(Fields.DroppedEvents, out var dropped))
            {
                writer.Number(_keys.GapEvents, dropped);
            }
        }
        else if (e.Kind == EventKind.Throttle)
        {
            writer.Text(_keys.GapReason, "throttled"u8);
        }
    }

    private void Scope(AttributeKey key, NetworkScope scope, IRecordWriter writer)
    {
        if (scope != NetworkScope.None)
        {
            Text(key, NetworkScopeNames.Name(scope), writer);
        }
    }

    private void List(AttributeKey key, List<string> items, IRecordWriter writer)
    {
        if (items.Count == 0)
        {
            return;
        }

        writer.BeginList(key);
        foreach (var item in items)
        {
            Item(item, writer);
        }

        writer.EndList();
    }

    private void Item(string text, IRecordWriter writer)
    {
        _scratch.Clear();
        Append(text);
        writer.Item(_scratch.Written);
    }

    private void Text(AttributeKey key, string text, IRecordWriter writer)
    {
        _scratch.Clear();
        Append(text);
        writer.Text(key, _scratch.Written);
    }

    private void Append(string text) => _scratch.Advance(System.Text.Encoding.UTF8.GetBytes(text, _scratch.Reserve(text.Length * 3)));
}
