using Microsoft.Extensions.Logging;
using TetraBridge.Configuration;
using TetraBridge.Delivery.Intake;
using TetraBridge.Delivery.State;
using TetraBridge.Sources;
using TetraBridge.Sources.ExportFile;
using TetraBridge.Sources.GrpcStream;
using TetraBridge.Sources.GrpcStream.Losses;
using TetraBridge.Sources.GrpcStream.Replays;
using TetraBridge.Sources.Spool;
using TetraBridge.Sources.Spool.Gaps;
using TetraBridge.Sources.Spool.Segments;

namespace TetraBridge.Composition;

/// <summary>The sources that there are: what the operator named becomes a journal. A new kind of source costs a method here.</summary>
internal sealed class JournalFactory(Func<Stream> standardInput, TimeProvider clock, ILoggerFactory logs)
{
    // Enough for the processes of a node, and for the events of its last seconds to minutes, which are read before the agent is connected
    // to.
    private const int MostProcesses = 16 * 1024;
    private const int RememberedBytes = 16 << 20;

    /// <summary>Makes the journal of an export file.</summary>
    public IJournal OfFile(SourceConfig source)
    {
        var options = new ExportFileOptions(source.File!, MaxLineBytes: source.MaxLine);
        return source.File == SourceConfig.StandardInput
            ? new StreamJournal(source.Name, standardInput(), options, clock, logs.CreateLogger<StreamJournal>())
            : Files(source.Name, options);
    }

    /// <summary>Makes the stream of an agent with the spool that is its journal.</summary>
    /// <param name="source">A source with an agent.</param>
    /// <param name="folder">The spool's folder; made where it is missing.</param>
    /// <param name="node">The node's name for gaps.</param>
    /// <exception cref="StateException">The folder can't be made.</exception>
    public AgentSpool OfAgent(SourceConfig source, string folder, string node)
    {
        var grpc = source.Grpc!;
        var options = new SpoolOptions(folder, node, grpc.SpoolBytes ?? SpoolOptions.DefaultLimitBytes, grpc.SpoolAge);
        var agent = new AgentOptions(source.Name, grpc.Address.Address)
        {
            Request = grpc.Filters.Encode(),
            Tls = new AgentTls(grpc.CaFile, grpc.CertificateFile, grpc.KeyFile, grpc.ServerName),
            MaxLineBytes = source.MaxLine,
        };
        var live = new LiveProcesses(MostProcesses);
        var links = new LineLinks(live, new LineProcesses());
        new SpoolTail(new SpoolFolder(folder), RememberedBytes).Read(links.Remember);
        var spool = new RunningSpool(source.Name, options, source.MaxLine, clock, logs);
        var backfill = grpc.Backfill is { } path
            ? spool.Backfill(Files(source.Name, new ExportFileOptions(path, MaxLineBytes: source.MaxLine)), new LineIdentity(), links)
            : null;
        IGapTeller gaps = backfill is null ? new UnfilledGaps(spool.Writer, spool.Checkpoint) : backfill;
        var receiver = new AgentSource(agent, spool.Writer, spool.Checkpoint, gaps, live, clock, logs.CreateLogger<AgentSource>());
        var losses = grpc.Metrics is { } metrics
            ? new AgentLossWatch(
                source.Name, metrics.Address, metrics.Shown, spool.Writer, spool.Checkpoint, clock, logs.CreateLogger<AgentLossWatch>())
            : null;
        return new AgentSpool(spool, receiver, backfill, losses);
    }

    private ExportFileJournal Files(string name, ExportFileOptions options) =>
        new(name, options, clock, logs.CreateLogger<ExportFileJournal>());
}
