namespace TetraBridge.Records.Mapping;

/// <summary>A row of the table of what records leave out.</summary>
/// <param name="Path">The field's path; of an object: all fields below.</param>
/// <param name="Condition">When.</param>
/// <param name="Reason">Why, for people.</param>
internal sealed record LeftOutRow(string Path, LeftOutCondition Condition, string Reason);
