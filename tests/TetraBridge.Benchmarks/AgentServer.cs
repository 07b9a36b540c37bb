using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace TetraBridge.Benchmarks;

/// <summary>
/// `serve-agent RATE EVENTS`: an agent's stream, recorded messages over and over. With a rate they come evenly into a queue of 10,000, and what finds it full is dropped,
/// as an agent does it; with 0 as fast as they are taken. An agent runs for weeks, so what comes first, 20,000 a second for three seconds, warms up code, memory and
/// the system's cache of files, and is not counted.
/// </summary>
internal static class AgentServer
{
    private const int Queue = 10_000;
    private const int FlushBytes = 128 * 1024;
    private const double WarmUpRate = 20_000;
    private const long WarmUpEvents = 60_000;
    private const string Service = "/tetragon.FineGuidanceSensors/";

    /// <summary>Prints its address, `warm`, at the end of the stream `SENT DROPPED SECONDS`, and serves until its standard input ends.</summary>
    public static async Task<int> RunAsync(double rate, long events)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http2));
        await using var app = builder.Build();
        var messages = Frames();
        app.MapPost(Service + "GetVersion", static context => AnswerAsync(context, [0x0A, 6, .. "v1.7.0"u8]));
        app.MapPost(Service + "GetEvents", async context =>
        {
            Begin(context);
            _ = await StreamAsync(context.Response.BodyWriter, messages, WarmUpRate, WarmUpEvents, context.RequestAborted).ConfigureAwait(false);
            Console.WriteLine("warm");
            var began = TimeProvider.System.GetTimestamp();
            var (sent, dropped) = await StreamAsync(context.Response.BodyWriter, messages, rate, events, context.RequestAborted).ConfigureAwait(false);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sent} {dropped} {TimeProvider.System.GetElapsedTime(began).TotalSeconds:F3}"));

            // The stream of an agent has no end: the bridge would come again.
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        await app.StartAsync().ConfigureAwait(false);
        Console.WriteLine(app.Urls.First());
        await Console.In.ReadToEndAsync().ConfigureAwait(false);
        return 0;
    }

    private static async Task<(long Sent, long Dropped)> StreamAsync(PipeWriter writer, List<byte[]> messages, double rate, long events, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        long sent = 0, dropped = 0;
        while (sent + dropped < events && !cancellation.IsCancellationRequested)
        {
            var happened = rate == 0 ? events : (long)Math.Min(events, rate * TimeProvider.System.GetElapsedTime(began).TotalSeconds);
            if (rate > 0 && happened - sent - dropped > Queue)
            {
                dropped = happened - sent - Queue;
            }

            var unflushed = 0;
            while (sent + dropped < happened && unflushed < FlushBytes)
            {
                var message = messages[(int)(sent++ % messages.Count)];
                writer.Write(message);
                unflushed += message.Length;
            }

            if (unflushed > 0)
            {
                await writer.FlushAsync(cancellation).ConfigureAwait(false);
            }
            else
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return (sent, dropped);
    }

    private static async Task AnswerAsync(HttpContext context, byte[] message)
    {
        Begin(context);
        await context.Response.Body.WriteAsync(Frame(message)).ConfigureAwait(false);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    private static void Begin(HttpContext context)
    {
        context.Response.ContentType = "application/grpc";
        context.Response.DeclareTrailer("grpc-status");
    }

    // Recorded messages of a real agent, each behind its length as a varint.
    private static List<byte[]> Frames()
    {
        var frames = new List<byte[]>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Templates"), "*.pb.gz").Order(StringComparer.Ordinal))
        {
            using var packed = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
            using var reader = new BinaryReader(packed, Encoding.UTF8);
            for (var first = packed.ReadByte(); first >= 0; first = packed.ReadByte())
            {
                var length = first & 0x7F;
                for (var (shift, next) = (7, first); next >= 0x80; shift += 7)
                {
                    next = packed.ReadByte();
                    length |= (next & 0x7F) << shift;
                }

                frames.Add(Frame(reader.ReadBytes(length)));
            }
        }

        return frames;
    }

    private static byte[] Frame(ReadOnlySpan<byte> message)
    {
        var frame = new byte[5 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame.AsSpan(5));
        return frame;
    }
}
