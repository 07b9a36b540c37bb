using TetraBridge.Enrichment;
using TetraBridge.Events;

namespace TetraBridge.Cli.Explain;

/// <summary>What the bridge makes of an event, and why.</summary>
/// <param name="Kind">The event kind's name.</param>
/// <param name="Time">The record's time, in nanoseconds since 1970.</param>
/// <param name="TimeOrigin">Where the time comes from.</param>
/// <param name="Process">Whose event it is.</param>
/// <param name="Categories">The categories.</param>
/// <param name="Hints">Categories by an extension of their rule only.</param>
/// <param name="NearMisses">What it looks like and is not, and why.</param>
/// <param name="Contexts">Known-harmless contexts.</param>
/// <param name="Severity">The severity.</param>
/// <param name="SeverityReason">Why, as clauses.</param>
/// <param name="Record">The record.</param>
internal sealed record Explanation(
    string Kind,
    long Time,
    TimeOrigin TimeOrigin,
    ExplainedProcess Process,
    IReadOnlyList<ExplainedJudgement> Categories,
    IReadOnlyList<ExplainedJudgement> Hints,
    IReadOnlyList<ExplainedJudgement> NearMisses,
    IReadOnlyList<string> Contexts,
    Severity Severity,
    string SeverityReason,
    ExplainedRecord Record);
