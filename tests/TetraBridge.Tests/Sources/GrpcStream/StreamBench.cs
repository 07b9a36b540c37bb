using Microsoft.Extensions.Logging;
using TetraBridge.Sources.GrpcStream;
using TetraBridge.Sources.GrpcStream.Replays;
using TetraBridge.Sources.Spool.Checkpoints;
using TetraBridge.Sources.Spool.Gaps;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.GrpcStream;

/// <summary>A source that receives, and the socket where agents come and go.</summary>
internal sealed class StreamBench : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    /// <summary>The socket's path.</summary>
    public string Socket => _folder.File("tetragon.sock");

    /// <summary>What the stream brought.</summary>
    public RecordingSpool Spool { get; } = new();

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The source.</summary>
    public AgentSource Source { get; private set; } = null!;

    private RecordingLogger<AgentSource> Log { get; } = new();

    /// <summary>A file with this content.</summary>
    public string File(string name, string content)
    {
        System.IO.File.WriteAllText(_folder.File(name), content);
        return _folder.File(name);
    }

    /// <summary>Starts an agent at the socket.</summary>
    public Task<ScriptedAgent> AgentAsync(params Func<ScriptedStream, Task>[] script) => ScriptedAgent.StartAsync(Socket, null, script);

    /// <summary>Begins to receive.</summary>
    /// <param name="options">The agent; default: the one at the socket.</param>
    /// <param name="before">What an earlier run left in this folder; default: there was none.</param>
    public void Receive(AgentOptions? options = null, string? before = null)
    {
        var checkpoint = new StreamCheckpoint(before ?? _folder.Path, Time);
        Source = new AgentSource(options ?? new AgentOptions("grpc", new Uri("unix://" + Socket)), Spool, checkpoint, new UnfilledGaps(Spool, checkpoint), new LiveProcesses(100), Time, Log);
        _running = Task.Run(() => Source.RunAsync(_stop.Token));
    }

    /// <summary>What was logged so far at a level.</summary>
    public IReadOnlyList<string> Logged(LogLevel level)
    {
        lock (Log.Entries)
        {
            return [.. Log.Entries.Where(entry => entry.Level == level).Select(static entry => entry.Text)];
        }
    }

    /// <summary>Waits until so many lines came.</summary>
    public Task LinesAsync(int count) => Eventually.TrueAsync(() => Spool.Lines.Count >= count, $"{count} lines come");

    /// <summary>Waits until so many gaps are told.</summary>
    public Task GapsAsync(int count) => Eventually.TrueAsync(() => Spool.Gaps.Count >= count, $"{count} gaps are told");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
        _folder.Dispose();
    }
}
