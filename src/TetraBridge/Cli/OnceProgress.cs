using System.Globalization;
using TetraBridge.Delivery;

namespace TetraBridge.Cli;

/// <summary>Shows a person how far `run --once` is: the route that is furthest behind, on one line that is drawn again.</summary>
internal sealed class OnceProgress : IAsyncDisposable
{
    private const double Mega = 1_000_000;
    private static readonly TimeSpan _each = TimeSpan.FromMilliseconds(250);

    private readonly Func<IReadOnlyList<RouteStatus>> _status;
    private readonly RedrawnLine _line;
    private readonly TimeProvider _clock;
    private readonly long _begun;
    private readonly ITimer _timer;

    /// <summary>Begins to show.</summary>
    public OnceProgress(Func<IReadOnlyList<RouteStatus>> status, RedrawnLine line, TimeProvider clock)
    {
        _status = status;
        _line = line;
        _clock = clock;
        _begun = clock.GetTimestamp();
        _timer = clock.CreateTimer(_ => Show(), null, _each, _each);
    }

    /// <summary>One line: bytes, events, rate, and where it can be told the time that is left.</summary>
    public static string Text(RouteStatus route, TimeSpan elapsed)
    {
        var lag = route.Lag;
        var read = lag.TotalBytes - lag.Bytes;
        var seconds = Math.Max(elapsed.TotalSeconds, 0.001);
        var bytes = lag.Bytes == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{read / Mega:F1} MB")
            : string.Create(
                CultureInfo.InvariantCulture, $"{read / Mega:F1} of {lag.TotalBytes / Mega:F1} MB ({100 * read / lag.TotalBytes} %)");
        var left = read > 0 && lag.Bytes > 0
            ? string.Create(CultureInfo.InvariantCulture, $", {Math.Ceiling(lag.Bytes * seconds / read):F0} s left")
            : "";
        var trouble = route.Trouble is { } words ? $"; {words}" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{route.Name}: {bytes}, {route.Tally.Read:N0} events, {route.Tally.Delivered:N0} delivered, {route.Tally.Read / seconds:N0}/s{left}{trouble}");
    }

    /// <summary>Stops and removes the line.</summary>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        _line.Clear();
    }

    private void Show()
    {
        if (_status().MaxBy(route => (route.Lag.Bytes, route.InFlight)) is { } behind)
        {
            _line.Show(Text(behind, _clock.GetElapsedTime(_begun)));
        }
    }
}
