namespace TetraBridge.Cli;

/// <summary>Work that a person may stop, and that has nothing to save.</summary>
internal static class Stoppable
{
    /// <summary>Runs it; a stop is told in a word and is no success.</summary>
    public static async Task<ExitCode> RunAsync(
        Func<CancellationToken, Task<ExitCode>> work, Streams streams, CancellationToken cancellation)
    {
        try
        {
            return await work(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            streams.Error.WriteLine("tetrabridge: stopped before the end");
            return ExitCode.Failed;
        }
    }
}
