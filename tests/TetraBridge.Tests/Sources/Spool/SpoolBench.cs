using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using TetraBridge.Sources.Spool;
using TetraBridge.Sources.Spool.Checkpoints;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.Spool;

/// <summary>A spool writer over a disk in memory, on fake time.</summary>
internal sealed class SpoolBench : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public SpoolBench(SpoolOptions? options = null) => Writer = new SpoolWriter(options ?? new SpoolOptions("memory", "n"), Disk, Time, Logger);

    /// <summary>With a checkpoint in a folder.</summary>
    public SpoolBench(string folder)
    {
        Checkpoint = new StreamCheckpoint(folder, Time);
        Writer = new SpoolWriter(new SpoolOptions("memory", "n"), Disk, Time, Logger, Checkpoint);
    }

    public StreamCheckpoint? Checkpoint { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));

    public MemorySpoolFiles Disk { get; } = new();

    public RecordingLogger<SpoolWriter> Logger { get; } = new();

    public SpoolWriter Writer { get; }

    /// <summary>The lines that are written.</summary>
    public string[] Lines => Encoding.UTF8.GetString(Disk.Everything).Split('\n')[..^1];

    /// <summary>The gap lines that are written.</summary>
    public JsonElement[] Gaps => [.. Lines.Where(line => line.StartsWith("{\"tetrabridge_gap\"", StringComparison.Ordinal)).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("tetrabridge_gap"))];

    public SpoolBench Start()
    {
        _running = Task.Run(() => Writer.RunAsync(_stop.Token));
        return this;
    }

    public void Append(params IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Writer.Append(Encoding.UTF8.GetBytes(line));
        }
    }

    /// <summary>Waits until it is true, a step of time after the other.</summary>
    public Task UntilAsync(Func<bool> condition, string what, int stepMilliseconds = 1) =>
        Eventually.TrueAsync(condition, what, Time, TimeSpan.FromMilliseconds(stepMilliseconds));

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Writer.Dispose();
        _stop.Dispose();
    }
}
