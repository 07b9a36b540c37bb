using System.Buffers.Binary;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TetraBridge.Events;

namespace TetraBridge.Benchmarks;

/// <summary>An OTLP/HTTP receiver that notes how old each record is when it arrives: now, less the time that the record tells.</summary>
internal sealed class LatencyReceiver : IAgeReceiver
{
    // Field numbers of OTLP 1.x; the time is a record's first field.
    private const int Envelopes = 2;
    private const uint RecordsTag = (2 << 3) | 2;
    private const byte TimeTag = 0x09;

    private readonly WebApplication _app;
    private readonly List<double> _milliseconds = [];
    private readonly Lock _lock = new();

    private LatencyReceiver(WebApplication app) => _app = app;

    /// <inheritdoc/>
    public string Title => "OTLP/HTTP";

    /// <inheritdoc/>
    public IReadOnlyList<string> Route => ["--otlp", _app.Urls.First()];

    /// <summary>Starts on a free port.</summary>
    public static async Task<LatencyReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var receiver = new LatencyReceiver(builder.Build());
        receiver._app.MapPost("/v1/logs", receiver.TakeAsync);
        await receiver._app.StartAsync().ConfigureAwait(false);
        return receiver;
    }

    /// <inheritdoc/>
    public List<double> Drain()
    {
        lock (_lock)
        {
            var sorted = _milliseconds.Order().ToList();
            _milliseconds.Clear();
            return sorted;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body).ConfigureAwait(false);
        var now = TimeProvider.System.GetUtcNow().UnixNanoseconds();
        lock (_lock)
        {
            Note(body.GetBuffer().AsSpan(0, (int)body.Length), Envelopes, now);
        }

        context.Response.ContentType = "application/x-protobuf";
    }

    // Request → ResourceLogs → ScopeLogs → LogRecords: at each level all fields have a length.
    private void Note(ReadOnlySpan<byte> message, int levelsBelow, long now)
    {
        while (!message.IsEmpty)
        {
            var tag = Varint(ref message);
            var length = (int)Varint(ref message);
            var field = message[..length];
            message = message[length..];
            if (levelsBelow > 0 && (tag == RecordsTag || levelsBelow == Envelopes))
            {
                Note(field, levelsBelow - 1, now);
            }
            else if (levelsBelow == 0 && tag == RecordsTag && field[0] == TimeTag)
            {
                _milliseconds.Add((now - BinaryPrimitives.ReadInt64LittleEndian(field[1..])) / 1e6);
            }
        }
    }

    private static uint Varint(ref ReadOnlySpan<byte> from)
    {
        uint value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = from[0];
            from = from[1..];
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
