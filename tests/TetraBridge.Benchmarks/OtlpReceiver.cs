using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace TetraBridge.Benchmarks;

/// <summary>`receive`: an OTLP receiver that reads requests whole and throws them away, as cheaply as Kestrel can; in a process of its own.</summary>
internal static class OtlpReceiver
{
    /// <summary>Prints its two addresses, HTTP and gRPC, and serves until its standard input ends; then prints requests and bytes.</summary>
    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.Http2.InitialStreamWindowSize = 4 << 20;
            kestrel.Limits.Http2.InitialConnectionWindowSize = 16 << 20;
            kestrel.Limits.Http2.MaxFrameSize = 1 << 20;
            kestrel.ListenLocalhostPorts();
        });
        await using var app = builder.Build();
        long requests = 0, bytes = 0;
        app.MapPost("/v1/logs", async context =>
        {
            bytes += await DrainAsync(context).ConfigureAwait(false);
            requests++;
            context.Response.ContentType = "application/x-protobuf";
            context.Response.ContentLength = 0;
        });
        app.MapPost("/opentelemetry.proto.collector.logs.v1.LogsService/Export", async context =>
        {
            bytes += await DrainAsync(context).ConfigureAwait(false);
            requests++;
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(new byte[5]).ConfigureAwait(false);
            context.Response.AppendTrailer("grpc-status", "0");
        });
        await app.StartAsync().ConfigureAwait(false);
        Console.WriteLine(string.Join(' ', app.Urls));
        await Console.In.ReadToEndAsync().ConfigureAwait(false);
        Console.WriteLine($"{requests} {bytes}");
        return 0;
    }

    private static void ListenLocalhostPorts(this KestrelServerOptions kestrel)
    {
        kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
    }

    private static async Task<long> DrainAsync(HttpContext context)
    {
        long length = 0;
        var reader = context.Request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync().ConfigureAwait(false);
            length += result.Buffer.Length;
            reader.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
            {
                return length;
            }
        }
    }
}
