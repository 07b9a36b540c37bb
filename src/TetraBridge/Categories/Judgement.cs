using System.Text;

namespace TetraBridge.Categories;

/// <summary>
/// A category's judgement of an event: one of a few constants that each category makes once, so that judging allocates nothing.
/// </summary>
internal sealed class Judgement
{
    private Judgement(JudgementKind kind, string rule, Confidence confidence, bool ambiguous)
    {
        Kind = kind;
        Rule = rule;
        Confidence = confidence;
        IsAmbiguous = ambiguous;
        EvidenceTail = Encoding.UTF8.GetBytes($": {rule}; confidence={confidence.ToString().ToLowerInvariant()}");
    }

    /// <summary>Nothing to do with it.</summary>
    public static Judgement No { get; } = new(JudgementKind.No, "", Confidence.High, ambiguous: false);

    /// <summary>What it says.</summary>
    public JudgementKind Kind { get; }

    /// <summary>What decided, in a few words that name the fields: `binary_properties.setuid present`.</summary>
    public string Rule { get; }

    /// <summary>How sure.</summary>
    public Confidence Confidence { get; }

    /// <summary>True where the event can't tell this category from another (`tetrabridge.ambiguous`).</summary>
    public bool IsAmbiguous { get; }

    /// <summary>What follows the category's id in `tetrabridge.evidence`, as UTF-8.</summary>
    public byte[] EvidenceTail { get; }

    /// <summary>The event is of this category.</summary>
    public static Judgement Match(string rule, Confidence confidence = Confidence.High, bool ambiguous = false) =>
        new(JudgementKind.Match, rule, confidence, ambiguous);

    /// <summary>The event is of this category only by an extension of its rule.</summary>
    public static Judgement Hint(string rule) => new(JudgementKind.Hint, rule, Confidence.Low, ambiguous: false);

    /// <summary>The event looks like this category and is not.</summary>
    public static Judgement NearMiss(string why) => new(JudgementKind.NearMiss, why, Confidence.High, ambiguous: false);
}
