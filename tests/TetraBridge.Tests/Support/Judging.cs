using TetraBridge.Categories;
using TetraBridge.Events;

namespace TetraBridge.Tests.Support;

/// <summary>Asks a category about an event, and says what it answered.</summary>
internal static class Judging
{
    /// <summary>The category must look at the event's kind and answer so; gives its rule.</summary>
    public static string Says(ICategory category, JudgementKind expected, TetragonEvent e, Confidence confidence = Confidence.High)
    {
        Assert.Contains(e.Kind, category.Kinds);
        var judgement = category.Judge(e);
        Assert.Equal(expected, judgement.Kind);
        if (expected == JudgementKind.Match)
        {
            Assert.Equal(confidence, judgement.Confidence);
        }

        return judgement.Rule;
    }
}
