using TetraBridge.Sources.GrpcStream.Losses;
using TetraBridge.Sources.Spool;

namespace TetraBridge.Sources.GrpcStream;

/// <summary>A stream and the spool that it is written to: what a route reads from, and what must run meanwhile.</summary>
/// <param name="spool">Brings the stream to the disk.</param>
/// <param name="agent">Receives.</param>
/// <param name="losses">Tells what the agent itself loses; null: nobody said where it tells that.</param>
internal sealed class AgentSpool(RunningSpool spool, AgentSource agent, AgentLossWatch? losses) : IAsyncDisposable
{
    /// <summary>What routes read.</summary>
    public IJournal Journal => spool.Journal;

    /// <summary>Receives until <paramref name="stop"/>; ends with an exception where the spool can't be written any more.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var stopAgent = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var receiving = agent.RunAsync(stopAgent.Token);
        var watching = losses?.RunAsync(stopAgent.Token) ?? Task.CompletedTask;
        await Task.WhenAny(receiving, spool.Completion).ConfigureAwait(false);
        await stopAgent.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(receiving, watching).ConfigureAwait(false);
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
