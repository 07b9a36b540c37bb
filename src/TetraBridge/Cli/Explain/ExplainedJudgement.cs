using TetraBridge.Categories;

namespace TetraBridge.Cli.Explain;

/// <summary>What a category says of an event.</summary>
/// <param name="Id">The category's id.</param>
/// <param name="Rule">What decided, in words that name the fields.</param>
/// <param name="Confidence">How sure; says nothing of what is near only.</param>
/// <param name="IsAmbiguous">True where the event can't tell it from another category.</param>
internal sealed record ExplainedJudgement(string Id, string Rule, Confidence Confidence, bool IsAmbiguous)
{
    /// <summary>Of what the classifier gives.</summary>
    public static ExplainedJudgement Of(Judged judged) =>
        new(judged.Category.Info.Id, judged.Judgement.Rule, judged.Judgement.Confidence, judged.Judgement.IsAmbiguous);
}
