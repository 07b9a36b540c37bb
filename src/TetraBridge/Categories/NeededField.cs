using TetraBridge.Events;

namespace TetraBridge.Categories;

/// <summary>A field that an agent tells with each event of a kind, unless its field filters leave it out.</summary>
/// <param name="Path">Its path, as a field filter names it.</param>
/// <param name="Kind">The kind of events.</param>
/// <param name="Without">What can't be told without it, as a clause.</param>
internal sealed record NeededField(string Path, EventKind Kind, string Without)
{
    /// <summary>The field.</summary>
    public Field Field { get; } = EventSchema.Instance.Field(Path);

    /// <summary>What categories and uids hang on and no event of its kind is without (decisions 1 and 9).</summary>
    public static IReadOnlyList<NeededField> All { get; } =
    [
        new("process.binary", EventKind.Exec, $"{CategoryTable.TmpExecs.Id}, {CategoryTable.Sudo.Id} and {CategoryTable.ExecFileless.Id} can't be seen"),
        new("process.flags", EventKind.Exec, "processes that a restarted agent tells again look new"),
        new("process.exec_id", EventKind.Exec, "processes are told apart by their number and start alone, and have no parents"),
        new("process.start_time", EventKind.Exec, "processes that a restarted agent tells again can't be joined to what they were"),
        new("function_name", EventKind.Kprobe, "no category of a kernel function can be seen"),
    ];
}
