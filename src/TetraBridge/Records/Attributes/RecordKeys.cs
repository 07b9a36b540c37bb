namespace TetraBridge.Records.Attributes;

/// <summary>The attributes of a log record that are not one field's value: derived from several, or ours.</summary>
internal sealed class RecordKeys
{
    /// <summary>Makes the keys in a catalog.</summary>
    public RecordKeys(Func<string, AttributeType, AttributeKey> make)
    {
        Uid = make("log.record.uid", AttributeType.String);
        DocumentId = make("elasticsearch.document_id", AttributeType.String);
        ExecutablePath = make("process.executable.path", AttributeType.String);
        ExecutableName = make("process.executable.name", AttributeType.String);
        CommandLine = make("process.command_line", AttributeType.String);
        ParentExecId = make("tetragon.parent.exec_id", AttributeType.String);
        ToldParentExecId = make("tetragon.process.parent_exec_id", AttributeType.String);
        ParentCommandLine = make("tetragon.parent.command_line", AttributeType.String);
        ExitCode = make("process.exit.code", AttributeType.Int);
        Ancestors = make("tetragon.ancestors", AttributeType.StringList);
        Rest = make("tetragon.rest", AttributeType.String);
        Replay = make("tetragon.replay", AttributeType.String);
        Truncated = make("tetragon.truncated", AttributeType.StringList);
        Category = make("tetragon.category", AttributeType.StringList);
        RuleCategory = make("security_rule.category", AttributeType.String);
        Evidence = make("tetrabridge.evidence", AttributeType.StringList);
        Ambiguous = make("tetrabridge.ambiguous", AttributeType.Bool);
        CategoryHint = make("tetrabridge.category_hint", AttributeType.StringList);
        Context = make("tetrabridge.context", AttributeType.StringList);
        Self = make("tetrabridge.self", AttributeType.Bool);
        TimeDerived = make("tetrabridge.time.derived", AttributeType.String);
        LocalScope = make("tetrabridge.network.local.scope", AttributeType.String);
        PeerScope = make("tetrabridge.network.peer.scope", AttributeType.String);
        ThreatFramework = make("threat.framework", AttributeType.String);
        ThreatTechnique = make("threat.technique.id", AttributeType.StringList);
        Cut = make("tetrabridge.cut", AttributeType.StringList);
        GapReason = make("tetrabridge.gap.reason", AttributeType.String);
        GapFile = make("tetrabridge.gap.file", AttributeType.String);
        GapBytes = make("tetrabridge.gap.bytes", AttributeType.Int);
        GapEvents = make("tetrabridge.gap.events", AttributeType.Int);
        GapFrom = make("tetrabridge.gap.from", AttributeType.String);
        GapTo = make("tetrabridge.gap.to", AttributeType.String);
        GapFilled = make("tetrabridge.gap.filled", AttributeType.Int);
        GapComplete = make("tetrabridge.gap.complete", AttributeType.Bool);
        DeadLetterReason = make("tetrabridge.dead_letter.reason", AttributeType.String);
        DeadLetterUid = make("tetrabridge.dead_letter.uid", AttributeType.String);
        DeadLetterKind = make("tetrabridge.dead_letter.kind", AttributeType.String);
        DeadLetterCategory = make("tetrabridge.dead_letter.category", AttributeType.StringList);
        DeadLetterBinary = make("tetrabridge.dead_letter.binary", AttributeType.String);
        DeadLetterSize = make("tetrabridge.dead_letter.size", AttributeType.Int);
        DeadLetterCount = make("tetrabridge.dead_letter.count", AttributeType.Int);
    }

    public AttributeKey Uid { get; }

    public AttributeKey DocumentId { get; }

    public AttributeKey ExecutablePath { get; }

    public AttributeKey ExecutableName { get; }

    public AttributeKey CommandLine { get; }

    public AttributeKey ParentExecId { get; }

    public AttributeKey ToldParentExecId { get; }

    public AttributeKey ParentCommandLine { get; }

    public AttributeKey ExitCode { get; }

    public AttributeKey Ancestors { get; }

    public AttributeKey Rest { get; }

    public AttributeKey Replay { get; }

    public AttributeKey Truncated { get; }

    public AttributeKey Category { get; }

    public AttributeKey RuleCategory { get; }

    public AttributeKey Evidence { get; }

    public AttributeKey Ambiguous { get; }

    public AttributeKey CategoryHint { get; }

    public AttributeKey Context { get; }

    public AttributeKey Self { get; }

    public AttributeKey TimeDerived { get; }

    public AttributeKey LocalScope { get; }

    public AttributeKey PeerScope { get; }

    public AttributeKey ThreatFramework { get; }

    public AttributeKey ThreatTechnique { get; }

    public AttributeKey Cut { get; }

    public AttributeKey GapReason { get; }

    public AttributeKey GapFile { get; }

    public AttributeKey GapBytes { get; }

    public AttributeKey GapEvents { get; }

    public AttributeKey GapFrom { get; }

    public AttributeKey GapTo { get; }

    public AttributeKey GapFilled { get; }

    public AttributeKey GapComplete { get; }

    public AttributeKey DeadLetterReason { get; }

    public AttributeKey DeadLetterUid { get; }

    public AttributeKey DeadLetterKind { get; }

    public AttributeKey DeadLetterCategory { get; }

    public AttributeKey DeadLetterBinary { get; }

    public AttributeKey DeadLetterSize { get; }

    public AttributeKey DeadLetterCount { get; }
}
