namespace TetraBridge.Enrichment;

/// <summary>The table of enrichers, in the order in which they run, behind the classifier.</summary>
internal static class Enrichers
{
    /// <summary>Makes the enrichers of a route. <paramref name="selfBinary"/>: the path of the running program (Environment.ProcessPath),
    /// or null;
    /// <paramref name="selfPid"/>: its process id.</summary>
    public static IReadOnlyList<IEnricher> Create(TimeKeeper time, string? selfBinary, int selfPid = 0)
    {
        IContext[] contexts = [new ContainerRuntimeStart(), new AgentItself()];
        return
        [
            new ReplayMark(),
            new RecordTime(time),
            new SocketScope(),
            new TruncationMarks(),
            new ContextMarks(contexts),
            new SelfMark(selfBinary, selfPid),
            new SeverityRule(contexts),
        ];
    }
}
