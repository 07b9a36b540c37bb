using TetraBridge.Categories;
using TetraBridge.Events;

namespace TetraBridge.Enrichment;

/// <summary>
/// Says which values of the process the agent could not tell whole, by its flags: a command line that is cut is a way to hide.
/// </summary>
internal sealed class TruncationMarks : IEnricher
{
    private const string Arguments = "arguments";
    private const string FileName = "filename";
    private const string WorkingDirectory = "cwd";
    private const string Container = "container";

    // A long value is sent apart from its event (dataArgs, dataFilename), and is whole where it is there at all: arguments over the agent's
    // limit vanish.
    private static readonly TextTable<(string What, Field UnlessPresent)> _table = new(
    [
        ("dataArgs", (Arguments, Fields.Arguments)),
        ("dataFilename", (FileName, Fields.Binary)),
        ("truncArgs", (Arguments, Field.None)),
        ("truncFilename", (FileName, Field.None)),
        ("errorArgs", (Arguments, Field.None)),
        ("errorFilename", (FileName, Field.None)),
        ("errorEnvs", ("environment", Field.None)),
        ("nocwd", (WorkingDirectory, Field.None)),
        ("noCWDSupport", (WorkingDirectory, Field.None)),
        ("errorCWD", (WorkingDirectory, Field.None)),
        ("errorPathResolutionCwd", (WorkingDirectory, Field.None)),
        ("errorCgroupName", (Container, Field.None)),
        ("errorCgroupID", (Container, Field.None)),
        ("errorCgroupKn", (Container, Field.None)),
        ("errorCgroupSubsysCgrp", (Container, Field.None)),
        ("errorCgroupSubsys", (Container, Field.None)),
        ("errorCgroups", (Container, Field.None)),
    ]);

    /// <inheritdoc/>
    public void Enrich(EventFacts facts)
    {
        var flags = facts.Event.Value(Fields.Flags);
        foreach (var range in flags.Split((byte)' '))
        {
            if (_table.TryFind(flags[range], out var row)
                && (row.UnlessPresent == Field.None || !facts.Event.Has(row.UnlessPresent))
                && !facts.Truncated.Contains(row.What))
            {
                facts.Truncated.Add(row.What);
            }
        }
    }
}
