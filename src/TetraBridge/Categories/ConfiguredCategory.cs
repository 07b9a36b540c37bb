using System.Buffers;
using TetraBridge.Events;

namespace TetraBridge.Categories;

/// <summary>
/// A category of the operator's own. Takes a definition that the configuration has checked; throws ArgumentException for an event kind that
/// does not exist.
/// </summary>
internal sealed class ConfiguredCategory : ICategory
{
    private const string ArgumentPath = "args[].";

    // By field number: the values of hook arguments, but for the labels that the policy gave them.
    private static readonly bool[] _isArgumentValue = ArgumentFields();

    private readonly TextPattern[] _functions;
    private readonly TextPattern[] _policies;
    private readonly TextPattern[] _binaries;
    private readonly TextPattern[] _values;
    private readonly Judgement _match;

    /// <summary>Makes the category.</summary>
    public ConfiguredCategory(CategoryDefinition definition)
    {
        Info = new CategoryInfo(definition.Id, definition.Tells, "as configured", definition.BaseSeverity, definition.Techniques);
        Kinds = [.. definition.Kinds.Select(Kind)];
        _functions = [.. definition.Functions.Select(TextPattern.Of)];
        _policies = [.. definition.Policies.Select(TextPattern.Of)];
        _binaries = [.. definition.Binaries.Select(TextPattern.OfBinary)];
        _values = [.. definition.ArgumentValues.Select(TextPattern.Of)];

        (string Name, int Count)[] lists =
        [
            ("kinds", Kinds.Count), ("functions", _functions.Length), ("policies", _policies.Length), ("binaries", _binaries.Length),
            ("argument values", _values.Length),
        ];
        _match = Judgement.Match($"configured: {string.Join(", ", lists.Where(list => list.Count > 0).Select(list => list.Name))}");
    }

    /// <inheritdoc/>
    public CategoryInfo Info { get; }

    /// <inheritdoc/>
    public IReadOnlyList<EventKind> Kinds { get; }

    /// <inheritdoc/>
    public Judgement Judge(TetragonEvent e) =>
        (_policies.Length == 0 || _policies.MatchAny(e.Value(Fields.PolicyName)))
        && (_binaries.Length == 0 || _binaries.MatchAny(e.Value(Fields.Binary)))
        && (_functions.Length == 0 || HookMatches(e))
        && (_values.Length == 0 || ValueMatches(e))
            ? _match
            : Judgement.No;

    private bool HookMatches(TetragonEvent e) =>
        e.Has(Fields.Subsys)
            ? JoinedMatches(_functions, e.Value(Fields.Subsys), (byte)'/', e.Value(Fields.TracepointEvent))
            : _functions.MatchAny(e.Has(Fields.Symbol) ? e.Value(Fields.Symbol) : e.Value(Fields.FunctionName));

    private bool ValueMatches(TetragonEvent e)
    {
        if (e.Kind == EventKind.Exec)
        {
            return JoinedMatches(_values, e.Value(Fields.Binary), (byte)' ', e.Value(Fields.Arguments));
        }

        foreach (ref readonly var leaf in e.Leaves)
        {
            if (_isArgumentValue[leaf.Field.Id] && _values.MatchAny(e.Value(leaf)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool JoinedMatches(TextPattern[] patterns, ReadOnlySpan<byte> first, byte between, ReadOnlySpan<byte> second)
    {
        if (second.IsEmpty)
        {
            return patterns.MatchAny(first);
        }

        var length = first.Length + 1 + second.Length;
        var joined = ArrayPool<byte>.Shared.Rent(length);
        first.CopyTo(joined);
        joined[first.Length] = between;
        second.CopyTo(joined.AsSpan(first.Length + 1));
        var matched = patterns.MatchAny(joined.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(joined);
        return matched;
    }

    private static EventKind Kind(string name) =>
        EventKinds.TryFind(System.Text.Encoding.UTF8.GetBytes(name), out var kind)
            ? kind
            : throw new ArgumentException($"there is no event kind {name}", nameof(name));

    private static bool[] ArgumentFields()
    {
        var fields = new bool[EventSchema.Instance.Count];
        foreach (var node in EventSchema.Instance.Fields)
        {
            fields[node.Field.Id] = node.Path.StartsWith(ArgumentPath, StringComparison.Ordinal) && node.Path != ArgumentPath + "label";
        }

        return fields;
    }
}
