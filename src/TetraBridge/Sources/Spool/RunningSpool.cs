using Microsoft.Extensions.Logging;
using TetraBridge.Sources.ExportFile;
using TetraBridge.Sources.Spool.Backfill;
using TetraBridge.Sources.Spool.Checkpoints;
using TetraBridge.Sources.Spool.Segments;

namespace TetraBridge.Sources.Spool;

/// <summary>
/// A source's spool, put together and being written until it is disposed. A stream appends to <see cref="Writer"/>, routes read <see
/// cref="Journal"/>.
/// </summary>
internal sealed class RunningSpool : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ExportFileJournal _files;
    private readonly TimeProvider _time;
    private readonly Task _writing;
    private readonly ILoggerFactory _logs;

    /// <summary>Opens the spool in its folder, which exists, and begins to write.</summary>
    public RunningSpool(string source, SpoolOptions options, int maxLine, TimeProvider time, ILoggerFactory logs)
    {
        _time = time;
        _logs = logs;
        Checkpoint = new StreamCheckpoint(options.Folder, time);
        _files = new ExportFileJournal(
            source, new ExportFileOptions(options.Path, MaxLineBytes: maxLine), time, logs.CreateLogger<ExportFileJournal>());
        Writer = new SpoolWriter(options, new SpoolFolder(options.Folder), time, logs.CreateLogger<SpoolWriter>(), Checkpoint);
        Journal = new SpoolJournal(_files, Writer, time);
        _writing = Task.Run(() => Writer.RunAsync(_stop.Token), CancellationToken.None);
    }

    /// <summary>Takes what the stream brings.</summary>
    public SpoolWriter Writer { get; }

    /// <summary>What is remembered of the stream beside its lines.</summary>
    public StreamCheckpoint Checkpoint { get; }

    /// <summary>What routes read.</summary>
    public SpoolJournal Journal { get; }

    /// <summary>Ends with an exception where the writing ends unexpectedly: then the process must end (design 4).</summary>
    public Task Completion => _writing;

    /// <summary>Fills gaps from the agent's export file.</summary>
    public SpoolBackfill Backfill(IJournal export, ILineIdentity identity, ILineLinks links) =>
        new(_files, export, identity, links, Writer, Checkpoint, _time, _logs.CreateLogger<SpoolBackfill>());

    /// <summary>Writes and fsyncs what waits; only behind the stream's end, and behind the routes', which hold places in it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _writing.ConfigureAwait(false);
        Writer.Dispose();
        _stop.Dispose();
    }
}
