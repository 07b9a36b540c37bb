using TetraBridge.Sources.Spool;

namespace TetraBridge.Sources.GrpcStream;

/// <summary>A stream and the spool that it is written to: what a route reads from, and what must run meanwhile.</summary>
/// <param name="spool">Brings the stream to the disk.</param>
/// <param name="agent">Receives.</param>
internal sealed class AgentSpool(RunningSpool spool, AgentSource agent) : IAsyncDisposable
{
    /// <summary>What routes read.</summary>
    public IJournal Journal => spool.Journal;

    /// <summary>Receives until <paramref name="stop"/>; ends with an exception where the spool can't be written any more.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var stopAgent = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var receiving = agent.RunAsync(stopAgent.Token);
        await Task.WhenAny(receiving, spool.Completion).ConfigureAwait(false);
        await stopAgent.CancelAsync().ConfigureAwait(false);
        await receiving.ConfigureAwait(false);
        if (spool.Completion.IsFaulted)
        {
            await spool.Completion.ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => spool.DisposeAsync();
}
