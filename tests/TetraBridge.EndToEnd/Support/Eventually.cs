namespace TetraBridge.EndToEnd.Support;

/// <summary>Waits for a condition of another process, with a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until it holds; fails with what was waited for.</summary>
    public static Task HoldsAsync(Func<bool> condition, string what, int seconds = 30) => HoldsAsync(() => Task.FromResult(condition()), what, seconds);

    /// <summary>Waits until it holds; fails with what was waited for.</summary>
    public static async Task HoldsAsync(Func<Task<bool>> condition, string what, int seconds = 30)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began).TotalSeconds < seconds, $"not within {seconds} s: {what}");
            await Task.Delay(_look, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
