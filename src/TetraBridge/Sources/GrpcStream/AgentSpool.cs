using TetraBridge.Sources.Spool;

namespace TetraBridge.Sources.GrpcStream;

/// <summary>A stream and the spool that it is written to: what a route reads from, and what must run meanwhile.</summary>
/// <param name="journal">The journal that the spool is.</param>
/// <param name="writer">Brings the stream to the disk.</param>
/// <param name="agent">Receives.</param>
internal sealed class AgentSpool(IJournal journal, SpoolWriter writer, AgentSource agent) : IDisposable
{
    /// <summary>What routes read.</summary>
    public IJournal Journal => journal;

    /// <summary>Receives and writes until <paramref name="stop"/>; then what was received is brought to the disk.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var received = new CancellationTokenSource();
        var writing = writer.RunAsync(received.Token);
        try
        {
            await agent.RunAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            await received.CancelAsync().ConfigureAwait(false);
            await writing.ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();
}
