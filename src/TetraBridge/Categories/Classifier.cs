using TetraBridge.Enrichment;
using TetraBridge.Events;

namespace TetraBridge.Categories;

/// <summary>
/// Asks the categories about events, in the order of `tetragon.category`: by base severity, ties in the order given (decisions 4).
/// Thread-safe; allocates nothing an event.
/// </summary>
internal sealed class Classifier
{
    private readonly ICategory[] _ordered;
    private readonly ICategory[][] _byKind;

    /// <summary>Takes the library's categories and then the operator's own.</summary>
    public Classifier(IEnumerable<ICategory> categories)
    {
        _ordered = [.. categories.OrderByDescending(category => category.Info.BaseSeverity)];
        _byKind = [.. Enum.GetValues<EventKind>().Select(kind => _ordered.Where(category => LooksAt(category, kind)).ToArray())];
    }

    /// <summary>The categories in the order of `tetragon.category`.</summary>
    public IReadOnlyList<ICategory> Categories => _ordered;

    /// <summary>Adds the matches and hints of the event to its facts.</summary>
    public void Classify(EventFacts facts)
    {
        foreach (var category in _byKind[(int)facts.Event.Kind])
        {
            var judgement = category.Judge(facts.Event);
            if (judgement.Kind == JudgementKind.Match)
            {
                facts.Matches.Add(new Judged(category, judgement));
            }
            else if (judgement.Kind == JudgementKind.Hint)
            {
                facts.Hints.Add(new Judged(category, judgement));
            }
        }
    }

    /// <summary>What every category says of the event, for people; of those that don't look at its kind: No. Allocates.</summary>
    public IReadOnlyList<Judged> JudgeAll(TetragonEvent e) =>
        [.. _ordered.Select(category => new Judged(category, LooksAt(category, e.Kind) ? category.Judge(e) : Judgement.No))];

    private static bool LooksAt(ICategory category, EventKind kind) => category.Kinds.Count == 0 || category.Kinds.Contains(kind);
}
