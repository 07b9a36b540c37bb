using Microsoft.Extensions.Time.Testing;

namespace TetraBridge.Tests.Support;

/// <summary>Waits for a condition with a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(30);

    /// <summary>Waits until it is true; fails with the words where it never is.</summary>
    public static Task TrueAsync(Func<bool> condition, string what) => TrueAsync(condition, what, static () => { });

    /// <summary>Waits until it is true, moving the clock by a step meanwhile.</summary>
    public static Task TrueAsync(Func<bool> condition, string what, FakeTimeProvider time, TimeSpan step) => TrueAsync(condition, what, () => time.Advance(step));

    /// <summary>Waits for the task, moving the clock by a step meanwhile.</summary>
    public static async Task<T> EndsAsync<T>(Task<T> task, FakeTimeProvider time, TimeSpan step)
    {
        await TrueAsync(() => task.IsCompleted, "the task ends", time, step);
        return await task;
    }

    private static async Task TrueAsync(Func<bool> condition, string what, Action meanwhile)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < _deadline, $"never came true: {what}");
            meanwhile();
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
