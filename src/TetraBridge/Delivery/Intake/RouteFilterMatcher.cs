using System.Text;
using TetraBridge.Categories;
using TetraBridge.Enrichment;
using TetraBridge.Events;

namespace TetraBridge.Delivery.Intake;

/// <summary>A route's `where:`, compiled. Thread-safe; allocates nothing.</summary>
internal sealed class RouteFilterMatcher
{
    private readonly string[] _categories;
    private readonly byte[][] _kinds;
    private readonly Severity _minimumSeverity;
    private readonly byte[][] _namespaces;
    private readonly TextPattern[] _binaries;
    private readonly RouteFilterMatcher? _not;

    /// <summary>Compiles a filter.</summary>
    public RouteFilterMatcher(RouteFilter filter)
    {
        _categories = [.. filter.Categories];
        _kinds = [.. filter.Kinds.Select(Encoding.UTF8.GetBytes)];
        _minimumSeverity = filter.MinimumSeverity;
        _namespaces = [.. filter.Namespaces.Select(Encoding.UTF8.GetBytes)];
        _binaries = [.. filter.Binaries.Select(TextPattern.OfBinary)];
        _not = filter.Not is null ? null : new RouteFilterMatcher(filter.Not);
    }

    /// <summary>True where the route takes the event.</summary>
    public bool Takes(EventFacts facts) =>
        (_categories.Length == 0 || HasCategory(facts))
        && (_kinds.Length == 0 || Contains(_kinds, facts.Event.KindName))
        && facts.Severity >= _minimumSeverity
        && (_namespaces.Length == 0 || Contains(_namespaces, facts.Event.Value(Fields.PodNamespace)))
        && (_binaries.Length == 0 || _binaries.MatchAny(facts.Event.Value(Fields.Binary)))
        && (_not is null || !_not.Takes(facts));

    private bool HasCategory(EventFacts facts)
    {
        foreach (var match in facts.Matches)
        {
            if (_categories.Contains(match.Category.Info.Id))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Contains(byte[][] values, ReadOnlySpan<byte> value)
    {
        foreach (var candidate in values)
        {
            if (value.SequenceEqual(candidate))
            {
                return true;
            }
        }

        return false;
    }
}
