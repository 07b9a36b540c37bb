namespace TetraBridge.EndToEnd.Support;

/// <summary>Waits for random spans of time. Not thread-safe.</summary>
internal sealed class RandomSpans(Random random)
{
    /// <summary>Waits for the next one.</summary>
    public Task PassAsync((int Least, int Most) milliseconds, CancellationToken cancellation) =>
        Task.Delay(TimeSpan.FromMilliseconds(random.Next(milliseconds.Least, milliseconds.Most)), TimeProvider.System, cancellation);
}
