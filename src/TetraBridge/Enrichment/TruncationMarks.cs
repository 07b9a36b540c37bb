using System.Text;
using TetraBridge.Events;

namespace TetraBridge.Enrichment;

/// <summary>Says which values of the process the agent could not tell whole, by its flags: a command line that is cut is a way to hide.</summary>
internal sealed class TruncationMarks : IEnricher
{
    private const string Arguments = "arguments";
    private const string FileName = "filename";
    private const string WorkingDirectory = "cwd";
    private const string Container = "container";

    // A long value is sent apart from its event (dataArgs, dataFilename), and is whole where it is there at all: arguments over the agent's limit vanish.
    private static readonly (byte[] Flag, string What, Field UnlessPresent)[] _table =
    [
        .. new (string Flag, string What, Field UnlessPresent)[]
        {
            ("dataArgs", Arguments, Fields.Arguments),
            ("dataFilename", FileName, Fields.Binary),
            ("truncArgs", Arguments, Field.None),
            ("truncFilename", FileName, Field.None),
            ("errorArgs", Arguments, Field.None),
            ("errorFilename", FileName, Field.None),
            ("errorEnvs", "environment", Field.None),
            ("nocwd", WorkingDirectory, Field.None),
            ("noCWDSupport", WorkingDirectory, Field.None),
            ("errorCWD", WorkingDirectory, Field.None),
            ("errorPathResolutionCwd", WorkingDirectory, Field.None),
            ("errorCgroupName", Container, Field.None),
            ("errorCgroupID", Container, Field.None),
            ("errorCgroupKn", Container, Field.None),
            ("errorCgroupSubsysCgrp", Container, Field.None),
            ("errorCgroupSubsys", Container, Field.None),
            ("errorCgroups", Container, Field.None),
        }.Select(row => (Encoding.UTF8.GetBytes(row.Flag), row.What, row.UnlessPresent)),
    ];

    /// <inheritdoc/>
    public void Enrich(EventFacts facts)
    {
        var flags = facts.Event.Value(Fields.Flags);
        foreach (var range in flags.Split((byte)' '))
        {
            Mark(facts, flags[range]);
        }
    }

    private static void Mark(EventFacts facts, ReadOnlySpan<byte> flag)
    {
        foreach (var (name, what, unlessPresent) in _table)
        {
            if (flag.SequenceEqual(name))
            {
                if ((unlessPresent == Field.None || !facts.Event.Has(unlessPresent)) && !facts.Truncated.Contains(what))
                {
                    facts.Truncated.Add(what);
                }

                return;
            }
        }
    }
}
