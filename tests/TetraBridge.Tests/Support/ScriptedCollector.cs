using System.Collections.Concurrent;
using System.Net;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Grpc.Net.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TetraBridge.Sinks.Otlp.Transport;

namespace TetraBridge.Tests.Support;

/// <summary>
/// An OTLP receiver inside the test: HTTP/1.1 on one loopback port, gRPC on another (and on a unix socket where one is named). Answers as the
/// script says, one answer a request, and once the script is through takes everything, unless told otherwise. Keeps what it got.
/// </summary>
internal sealed class ScriptedCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ScriptedAnswer> _script = [];
    private readonly ConcurrentQueue<ScriptedRequest> _requests = [];
    private readonly ConcurrentQueue<string> _taken = [];
    private readonly SemaphoreSlim _arrived = new(0);

    private ScriptedCollector(TestCertificates? tls, string? socket)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            Listen(kestrel, HttpProtocols.Http1, tls);
            Listen(kestrel, HttpProtocols.Http2, tls);
            if (socket is not null)
            {
                kestrel.ListenUnixSocket(socket, static listen => listen.Protocols = HttpProtocols.Http2);
            }
        });
        builder.Services.AddGrpc(static grpc =>
        {
            grpc.MaxReceiveMessageSize = null;
            grpc.CompressionProviders.Add(new GzipCompressionProvider(System.IO.Compression.CompressionLevel.Fastest));
            grpc.CompressionProviders.Add(new ZstdProvider());
        });
        builder.Services.AddSingleton(this);
        builder.Services.AddSingleton<IServiceMethodProvider<Service>, RawLogsService>();
        _app = builder.Build();
        _app.MapGrpcService<Service>();
        _app.MapFallback(AnswerHttpAsync);
    }

    /// <summary>Base URL of the HTTP port.</summary>
    public Uri Http { get; private set; } = null!;

    /// <summary>URL of the gRPC port.</summary>
    public Uri Grpc { get; private set; } = null!;

    /// <summary>The answer once the script is through.</summary>
    public ScriptedAnswer Otherwise { get; set; } = ScriptedAnswer.Taken;

    /// <summary>All requests in the order of their arrival.</summary>
    public IReadOnlyList<ScriptedRequest> Requests => [.. _requests];

    /// <summary>Names of the records of all requests that were taken.</summary>
    public IReadOnlyList<string> Taken => [.. _taken];

    public static async Task<ScriptedCollector> StartAsync(TestCertificates? tls = null, string? socket = null)
    {
        var collector = new ScriptedCollector(tls, socket);
        await collector._app.StartAsync(TestContext.Current.CancellationToken);
        var addresses = collector._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        collector.Http = new Uri(addresses[0]);
        collector.Grpc = new Uri(addresses[1]);
        return collector;
    }

    public void Next(params ReadOnlySpan<ScriptedAnswer> answers)
    {
        foreach (var answer in answers)
        {
            _script.Enqueue(answer);
        }
    }

    /// <summary>Waits until one more request has arrived; fails after 10 s.</summary>
    public async Task ArrivedAsync() =>
        Assert.True(await _arrived.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken), "no request came within 10 s");

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _arrived.Dispose();
    }

    private static void Listen(KestrelServerOptions kestrel, HttpProtocols protocols, TestCertificates? tls) => kestrel.Listen(IPAddress.Loopback, 0, listen =>
    {
        listen.Protocols = protocols;
        if (tls is not null)
        {
            listen.UseHttps(https =>
            {
                https.ServerCertificate = tls.Server;
                https.ClientCertificateMode = tls.ClientRequired ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate;
                https.ClientCertificateValidation = (certificate, _, _) => tls.Issued(certificate);
            });
        }
    });

    private async Task AnswerHttpAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        if (context.Request.Headers.ContentEncoding == "gzip")
        {
            await using var gzip = new System.IO.Compression.GZipStream(context.Request.Body, System.IO.Compression.CompressionMode.Decompress);
            await gzip.CopyToAsync(body, context.RequestAborted);
        }
        else if (context.Request.Headers.ContentEncoding == "zstd")
        {
            await using var zstd = new ZstdSharp.DecompressionStream(context.Request.Body);
            await zstd.CopyToAsync(body, context.RequestAborted);
        }
        else
        {
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        }

        await Take(OtlpProtocol.HttpProtobuf, context, body.ToArray()).Http(context);
    }

    private Task<byte[]> AnswerGrpcAsync(byte[] request, ServerCallContext call) => Take(OtlpProtocol.Grpc, call.GetHttpContext(), request).Grpc(call);

    private ScriptedAnswer Take(OtlpProtocol protocol, HttpContext context, byte[] body)
    {
        var answer = _script.TryDequeue(out var next) ? next : Otherwise;
        var target = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        _requests.Enqueue(new ScriptedRequest(
            protocol,
            target,
            context.Request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase),
            body,
            context.Connection.Id,
            context.Connection.ClientCertificate?.Thumbprint,
            answer));
        if (answer.Takes)
        {
            foreach (var name in OtlpBatches.NamesIn(body))
            {
                _taken.Enqueue(name);
            }
        }

        _arrived.Release();
        return answer;
    }

    /// <summary>What the raw method is bound to.</summary>
    private sealed class Service;

    /// <summary>Binds LogsService/Export with raw bytes, so that no generated service stands between test and wire.</summary>
    private sealed class RawLogsService(ScriptedCollector collector) : IServiceMethodProvider<Service>
    {
        private static readonly Marshaller<byte[]> _raw = Marshallers.Create(static (byte[] bytes) => bytes, static bytes => bytes);

        public void OnServiceMethodDiscovery(ServiceMethodProviderContext<Service> context) => context.AddUnaryMethod(
            new Method<byte[], byte[]>(MethodType.Unary, "opentelemetry.proto.collector.logs.v1.LogsService", "Export", _raw, _raw),
            [],
            (_, request, call) => collector.AnswerGrpcAsync(request, call));
    }
}
