using TetraBridge.Sources.GrpcStream.Losses;
using TetraBridge.Sources.Spool;
using TetraBridge.Sources.Spool.Backfill;

namespace TetraBridge.Sources.GrpcStream;

/// <summary>A stream and the spool that it is written to: what a route reads from, and what must run meanwhile.</summary>
/// <param name="spool">Brings the stream to the disk.</param>
/// <param name="agent">Receives.</param>
/// <param name="backfill">Fills gaps; null: there is nothing to fill from.</param>
/// <param name="losses">Tells what the agent itself loses; null: nobody said where it tells that.</param>
internal sealed class AgentSpool(RunningSpool spool, AgentSource agent, SpoolBackfill? backfill, AgentLossWatch? losses) : IAsyncDisposable
{
    /// <summary>What routes read.</summary>
    public IJournal Journal => spool.Journal;

    /// <summary>Receives until <paramref name="stop"/>; ends with an exception where any part of it ends unexpectedly (design 4).</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var stopAll = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var running = new List<Task> { agent.RunAsync(stopAll.Token) };
        if (backfill is not null)
        {
            running.Add(backfill.RunAsync(stopAll.Token));
        }

        if (losses is not null)
        {
            running.Add(losses.RunAsync(stopAll.Token));
        }

        await Task.WhenAny([.. running, spool.Completion]).ConfigureAwait(false);
        await stopAll.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(running).ConfigureAwait(false);
        if (spool.Completion.IsFaulted)
        {
            await spool.Completion.ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        losses?.Dispose();
        return spool.DisposeAsync();
    }
}
