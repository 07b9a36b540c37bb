using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using TetraBridge.Delivery;
using TetraBridge.Events;
using TetraBridge.Files;

namespace TetraBridge.Operations;

/// <summary>Tells how the routes stand: one line a route each minute and on SIGUSR1, and the file status.json for tools.</summary>
internal sealed partial class StatusReporter : IDisposable
{
    private const PosixSignal Usr1 = (PosixSignal)10;
    private static readonly TimeSpan _each = TimeSpan.FromMinutes(1);

    private readonly Func<IReadOnlyList<RouteStatus>> _status;
    private readonly string? _file;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private readonly PosixSignalRegistration? _signal;

    /// <summary>Begins to report; the file is null where there is no state folder.</summary>
    public StatusReporter(Func<IReadOnlyList<RouteStatus>> status, string? file, TimeProvider clock, ILogger logger)
    {
        _status = status;
        _file = file;
        _clock = clock;
        _logger = logger;
        _timer = clock.CreateTimer(_ => Report(), null, _each, _each);
        if (OperatingSystem.IsLinux())
        {
            _signal = PosixSignalRegistration.Create(Usr1, context =>
            {
                context.Cancel = true;
                Report();
            });
        }
    }

    /// <summary>Reports now.</summary>
    public void Report()
    {
        var now = _clock.GetUtcNow();
        var routes = _status();
        foreach (var route in routes)
        {
            Line(
                _logger, route.Name, route.Tally.Read, route.Tally.Delivered, route.Tally.Filtered, route.Tally.Dead, route.InFlight,
                route.Gaps,
                route.Lag.Bytes, Seconds(route, now), route.Lag.UntilLost is { } left ? $", lost in {left.TotalSeconds:F0} s" : "", route.Trouble is { } trouble ? $"; {trouble}" : "");
        }

        if (_file is not null)
        {
            try
            {
                AtomicFile.Write(_file, Json(routes, now));
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                NotWritten(_logger, _file, failure.Message);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _signal?.Dispose();
        _timer.Dispose();
        if (_file is not null)
        {
            try
            {
                AtomicFile.Write(_file, Json(_status(), _clock.GetUtcNow()));
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                NotWritten(_logger, _file, failure.Message);
            }
        }
    }

    private static double Seconds(RouteStatus route, DateTimeOffset now) =>
        route.Lag.Bytes == 0 || route.NewestTime == 0 ? 0 : Math.Max(0, (now.UnixNanoseconds() - route.NewestTime) / 1e9);

    private static ReadOnlySpan<byte> Json(IReadOnlyList<RouteStatus> routes, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("v", 1);
            json.WriteString("time", now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
            json.WriteStartObject("routes");
            foreach (var route in routes)
            {
                json.WriteStartObject(route.Name);
                json.WriteNumber("read", route.Tally.Read);
                json.WriteNumber("told", route.Tally.Told);
                json.WriteNumber("delivered", route.Tally.Delivered);
                json.WriteNumber("filtered", route.Tally.Filtered);
                json.WriteNumber("dead", route.Tally.Dead);
                json.WriteNumber("blank", route.Tally.Blank);
                json.WriteNumber("inFlight", route.InFlight);
                json.WriteNumber("gaps", route.Gaps);
                json.WriteNumber("lagBytes", route.Lag.Bytes);
                json.WriteNumber("lagSeconds", Math.Round(Seconds(route, now), 3));
                if (route.Lag.UntilLost is { } left)
                {
                    json.WriteNumber("secondsUntilLost", Math.Round(left.TotalSeconds));
                }

                if (route.Trouble is { } trouble)
                {
                    json.WriteString("trouble", trouble);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan;
    }

    [LoggerMessage(110, LogLevel.Information, "route {Route}: {Read} read, {Delivered} delivered, {Filtered} filtered, {Dead} dead, {InFlight} in flight, {Gaps} gaps; {LagBytes} bytes ({LagSeconds:F1} s) behind{Left}{Trouble}")]
    private static partial void Line(
        ILogger logger, string route, long read, long delivered, long filtered, long dead, long inFlight, long gaps, long lagBytes,
        double lagSeconds, string left, string trouble);

    [LoggerMessage(111, LogLevel.Warning, "the status {File} can't be written: {Problem}")]
    private static partial void NotWritten(ILogger logger, string file, string problem);
}
