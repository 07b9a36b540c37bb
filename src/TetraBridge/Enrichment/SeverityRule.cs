using System.Diagnostics.CodeAnalysis;
using TetraBridge.Categories;
using TetraBridge.Events;

namespace TetraBridge.Enrichment;

/// <summary>Decides the severity (decisions 4). Needs the replay mark, the categories and the contexts.</summary>
internal sealed class SeverityRule : IEnricher
{
    // Kinds that have a severity of their own; throttling and rate limits are losses.
    private static readonly (EventKind Kind, Severity Severity)[] _kinds =
    [
        (EventKind.Exit, Severity.Debug),
        (EventKind.Throttle, Severity.Warn),
        (EventKind.RateLimitInfo, Severity.Warn),
    ];

    private const string KnownProgram = "the program is one that distributions ship with the SUID bit";

    private readonly IReadOnlyList<IContext> _contexts;

    /// <summary>Takes the table of contexts.</summary>
    public SeverityRule(IReadOnlyList<IContext> contexts) => _contexts = contexts;

    /// <inheritdoc/>
    public void Enrich(EventFacts facts)
    {
        var e = facts.Event;
        if (PolicyActions.Of(e) is { Stops: true })
        {
            facts.Severity = Severity.Error;
            return;
        }

        var severity = OfKind(e.Kind);
        foreach (var match in facts.Matches)
        {
            var own = OfCategory(match.Category.Info, facts);
            severity = own > severity ? own : severity;
        }

        facts.Severity = facts.IsReplay && severity > Severity.Info ? Severity.Info : severity;
    }

    /// <summary>Why the severity is what it is, for people: one clause a category. Allocates.</summary>
    public string Reason(EventFacts facts)
    {
        if (facts.Severity == Severity.Error)
        {
            return "a policy stopped it";
        }

        var clauses = facts.Matches.Select(match => match.Category.Info).Select(category =>
            IsLowered(category, facts, out var why) ? $"{category.Id} is {category.BaseSeverity.Text()}, but {why}" : $"{category.Id} is {category.BaseSeverity.Text()}").ToList();
        if (clauses.Count == 0)
        {
            clauses.Add(
                Array.Exists(_kinds, row => row.Kind == facts.Event.Kind) ? $"that of every {facts.Event.Kind.Name()}" : "no category");
        }

        if (facts.IsReplay)
        {
            clauses.Add("a process that is only reported again at the agent's start is at most INFO");
        }

        return string.Join("; ", clauses);
    }

    private static Severity OfKind(EventKind kind)
    {
        foreach (var row in _kinds)
        {
            if (row.Kind == kind)
            {
                return row.Severity;
            }
        }

        return Severity.Info;
    }

    private Severity OfCategory(CategoryInfo category, EventFacts facts) =>
        IsLowered(category, facts, out _) ? Severity.Info : category.BaseSeverity;

    private bool IsLowered(CategoryInfo category, EventFacts facts, [NotNullWhen(true)] out string? why)
    {
        why = null;
        if (category.BaseSeverity > Severity.Info)
        {
            why = category == CategoryTable.PrivilegesSuid && KnownSuidPrograms.Contains(facts.Event.Value(Fields.Binary))
                ? KnownProgram
                : Explanation(category, facts.Contexts);
        }

        return why is not null;
    }

    private string? Explanation(CategoryInfo category, List<string> names)
    {
        for (var i = 0; names.Count > 0 && i < _contexts.Count; i++)
        {
            if (_contexts[i].Explains(category) && names.Contains(_contexts[i].Name))
            {
                return _contexts[i].Words;
            }
        }

        return null;
    }
}
