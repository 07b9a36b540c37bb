namespace TetraBridge.Sources.GrpcStream.Request;

/// <summary>Which fields of events the agent sends.</summary>
/// <param name="Events">The kinds that it holds for, names of <see cref="EventFilterKeys.Events"/>; empty: all.</param>
/// <param name="Fields">Paths inside the event: `process.docker`.</param>
/// <param name="IsExclude">True: all but these; false: these only.</param>
internal sealed record FieldSelection(IReadOnlyList<string> Events, IReadOnlyList<string> Fields, bool IsExclude)
{
    // What uids are made of (decisions 1) and categories are decided on; links need the ids.
    private static readonly string[] _needed =
    [
        "process.exec_id", "process.pid", "process.start_time", "process.tid", "process.flags", "process.binary", "process.arguments",
        "process.process_credentials",
        "process.binary_properties", "parent.exec_id", "parent.binary", "function_name", "subsys", "event", "path", "symbol", "provider",
        "name", "policy_name", "args", "return", "buildid",
    ];

    /// <summary>The first field that it would drop and that uids or categories hang on; null: none.</summary>
    public string? Dropped() => IsExclude
        ? _needed.FirstOrDefault(needed => Fields.Any(field => Holds(field, needed) || Holds(needed, field)))
        : _needed.FirstOrDefault(needed => !Fields.Any(field => Holds(field, needed)));

    private static bool Holds(string outer, string inner) => inner == outer || inner.StartsWith(outer + ".", StringComparison.Ordinal);
}
