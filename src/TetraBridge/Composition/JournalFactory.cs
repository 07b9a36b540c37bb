using Microsoft.Extensions.Logging;
using TetraBridge.Configuration;
using TetraBridge.Delivery.Intake;
using TetraBridge.Delivery.State;
using TetraBridge.Sources;
using TetraBridge.Sources.ExportFile;
using TetraBridge.Sources.GrpcStream;
using TetraBridge.Sources.GrpcStream.Losses;
using TetraBridge.Sources.Spool;

namespace TetraBridge.Composition;

/// <summary>The sources that there are: what the operator named becomes a journal. A new kind of source costs a method here.</summary>
internal sealed class JournalFactory(Func<Stream> standardInput, TimeProvider clock, ILoggerFactory logs)
{
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
        var before = EarlierSpool.Outage(folder);
        var spool = new RunningSpool(source.Name, options, source.MaxLine, clock, logs);
        var fill = grpc.Backfill is { } path ? spool.Backfill(Files(source.Name, new ExportFileOptions(path, MaxLineBytes: source.MaxLine)), new LineIdentity()) : null;
        var receiver = new AgentSource(agent, spool.Writer, before, fill is null ? null : fill.RunAsync, clock, logs.CreateLogger<AgentSource>());
        var losses = grpc.Metrics is { } metrics ? new AgentLossWatch(source.Name, metrics.Address, metrics.Shown, spool.Writer, clock, logs.CreateLogger<AgentLossWatch>()) : null;
        return new AgentSpool(spool, receiver, losses);
    }

    private ExportFileJournal Files(string name, ExportFileOptions options) => new(name, options, clock, logs.CreateLogger<ExportFileJournal>());
}
