namespace TetraBridge.Records.Attributes;

/// <summary>The attributes of a log record that are not one field's value: derived from several, or ours.</summary>
/// <param name="make">Makes a key in a catalog; the catalog's order is that of the lines here.</param>
internal sealed class RecordKeys(Func<string, AttributeType, AttributeKey> make)
{
    public AttributeKey Uid { get; } = make("log.record.uid", AttributeType.String);

    public AttributeKey DocumentId { get; } = make("elasticsearch.document_id", AttributeType.String);

    public AttributeKey ExecutablePath { get; } = make("process.executable.path", AttributeType.String);

    public AttributeKey ExecutableName { get; } = make("process.executable.name", AttributeType.String);

    public AttributeKey CommandLine { get; } = make("process.command_line", AttributeType.String);

    public AttributeKey ParentExecId { get; } = make("tetragon.parent.exec_id", AttributeType.String);

    public AttributeKey ToldParentExecId { get; } = make("tetragon.process.parent_exec_id", AttributeType.String);

    public AttributeKey ParentCommandLine { get; } = make("tetragon.parent.command_line", AttributeType.String);

    public AttributeKey ExitCode { get; } = make("process.exit.code", AttributeType.Int);

    public AttributeKey Ancestors { get; } = make("tetragon.ancestors", AttributeType.StringList);

    public AttributeKey Rest { get; } = make("tetragon.rest", AttributeType.String);

    public AttributeKey Replay { get; } = make("tetragon.replay", AttributeType.String);

    public AttributeKey Truncated { get; } = make("tetragon.truncated", AttributeType.StringList);

    public AttributeKey Category { get; } = make("tetragon.category", AttributeType.StringList);

    public AttributeKey RuleCategory { get; } = make("security_rule.category", AttributeType.String);

    public AttributeKey Evidence { get; } = make("tetrabridge.evidence", AttributeType.StringList);

    public AttributeKey Ambiguous { get; } = make("tetrabridge.ambiguous", AttributeType.Bool);

    public AttributeKey CategoryHint { get; } = make("tetrabridge.category_hint", AttributeType.StringList);

    public AttributeKey Context { get; } = make("tetrabridge.context", AttributeType.StringList);

    public AttributeKey Self { get; } = make("tetrabridge.self", AttributeType.Bool);

    public AttributeKey TimeDerived { get; } = make("tetrabridge.time.derived", AttributeType.String);

    public AttributeKey LocalScope { get; } = make("tetrabridge.network.local.scope", AttributeType.String);

    public AttributeKey PeerScope { get; } = make("tetrabridge.network.peer.scope", AttributeType.String);

    public AttributeKey ThreatFramework { get; } = make("threat.framework", AttributeType.String);

    public AttributeKey ThreatTechnique { get; } = make("threat.technique.id", AttributeType.StringList);

    public AttributeKey Cut { get; } = make("tetrabridge.cut", AttributeType.StringList);

    public AttributeKey GapReason { get; } = make("tetrabridge.gap.reason", AttributeType.String);

    public AttributeKey GapFile { get; } = make("tetrabridge.gap.file", AttributeType.String);

    public AttributeKey GapBytes { get; } = make("tetrabridge.gap.bytes", AttributeType.Int);

    public AttributeKey GapEvents { get; } = make("tetrabridge.gap.events", AttributeType.Int);

    public AttributeKey GapFrom { get; } = make("tetrabridge.gap.from", AttributeType.String);

    public AttributeKey GapTo { get; } = make("tetrabridge.gap.to", AttributeType.String);

    public AttributeKey GapFilled { get; } = make("tetrabridge.gap.filled", AttributeType.Int);

    public AttributeKey GapComplete { get; } = make("tetrabridge.gap.complete", AttributeType.Bool);

    public AttributeKey DeadLetterReason { get; } = make("tetrabridge.dead_letter.reason", AttributeType.String);

    public AttributeKey DeadLetterUid { get; } = make("tetrabridge.dead_letter.uid", AttributeType.String);

    public AttributeKey DeadLetterKind { get; } = make("tetrabridge.dead_letter.kind", AttributeType.String);

    public AttributeKey DeadLetterCategory { get; } = make("tetrabridge.dead_letter.category", AttributeType.StringList);

    public AttributeKey DeadLetterBinary { get; } = make("tetrabridge.dead_letter.binary", AttributeType.String);

    public AttributeKey DeadLetterSize { get; } = make("tetrabridge.dead_letter.size", AttributeType.Int);

    public AttributeKey DeadLetterCount { get; } = make("tetrabridge.dead_letter.count", AttributeType.Int);
}
