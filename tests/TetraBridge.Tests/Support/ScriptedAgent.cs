using System.Collections.Concurrent;
using System.Net;
using Google.Protobuf;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TetraBridge.Protos.Tetragon;

namespace TetraBridge.Tests.Support;

/// <summary>
/// An agent inside the test, on a unix socket or, with certificates, on loopback with TLS. Each stream does what the script says, one step a stream, and once the script is
/// through stays silent.
/// </summary>
internal sealed class ScriptedAgent : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<ScriptedStream, Task>> _script;
    private readonly ConcurrentQueue<ScriptedStream> _streams = [];
    private int _asked;

    private ScriptedAgent(string? socket, TestCertificates? tls, Func<ScriptedStream, Task>[] script)
    {
        _script = new ConcurrentQueue<Func<ScriptedStream, Task>>(script);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            if (socket is not null)
            {
                kestrel.ListenUnixSocket(socket, static listen => listen.Protocols = HttpProtocols.Http2);
            }
            else
            {
                kestrel.Listen(IPAddress.Loopback, 0, listen => Secure(listen, tls));
            }
        });
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(1));
        builder.Services.AddGrpc(static grpc => grpc.MaxSendMessageSize = null);
        builder.Services.AddSingleton(this);
        builder.Services.AddSingleton<IServiceMethodProvider<Service>, RawMethods>();
        _app = builder.Build();
        _app.MapGrpcService<Service>();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>All streams that were opened.</summary>
    public IReadOnlyList<ScriptedStream> Streams => [.. _streams];

    /// <summary>How often its version was asked.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>What GetVersion does; default: answers.</summary>
    public Func<ServerCallContext, Task<GetVersionResponse>> Version { get; set; } = static _ => Task.FromResult(new GetVersionResponse { Version = "v1.7.0" });

    /// <summary>Starts one; a socket file of an earlier one is replaced.</summary>
    public static async Task<ScriptedAgent> StartAsync(string? socket, TestCertificates? tls, params Func<ScriptedStream, Task>[] script)
    {
        if (socket is not null)
        {
            File.Delete(socket);
        }

        var agent = new ScriptedAgent(socket, tls, script);
        await agent._app.StartAsync(TestContext.Current.CancellationToken);
        agent.Address = new Uri(socket is null ? agent._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() : "unix://" + socket);
        return agent;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void Secure(ListenOptions listen, TestCertificates? tls)
    {
        listen.Protocols = HttpProtocols.Http2;
        if (tls is not null)
        {
            listen.UseHttps(https =>
            {
                https.SslProtocols = System.Security.Authentication.SslProtocols.Tls13;
                https.ServerCertificate = tls.Server;
                https.ClientCertificateMode = tls.ClientRequired ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate;
                https.ClientCertificateValidation = (certificate, _, _) => tls.Issued(certificate);
            });
        }
    }

    private Task StreamAsync(byte[] request, IServerStreamWriter<byte[]> writer, ServerCallContext call)
    {
        var stream = new ScriptedStream(GetEventsRequest.Parser.ParseFrom(request), writer, call);
        _streams.Enqueue(stream);
        return _script.TryDequeue(out var step) ? step(stream) : stream.HoldAsync();
    }

    private async Task<byte[]> VersionAsync(ServerCallContext call)
    {
        Interlocked.Increment(ref _asked);
        return (await Version(call)).ToByteArray();
    }

    /// <summary>What the raw methods are bound to.</summary>
    private sealed class Service;

    /// <summary>Binds the methods with raw bytes: what is no event must go over the wire too.</summary>
    private sealed class RawMethods(ScriptedAgent agent) : IServiceMethodProvider<Service>
    {
        private const string Name = "tetragon.FineGuidanceSensors";
        private static readonly Marshaller<byte[]> _raw = Marshallers.Create(static (byte[] bytes) => bytes, static bytes => bytes);

        public void OnServiceMethodDiscovery(ServiceMethodProviderContext<Service> context)
        {
            context.AddServerStreamingMethod(
                new Method<byte[], byte[]>(MethodType.ServerStreaming, Name, "GetEvents", _raw, _raw), [], (_, request, writer, call) => agent.StreamAsync(request, writer, call));
            context.AddUnaryMethod(new Method<byte[], byte[]>(MethodType.Unary, Name, "GetVersion", _raw, _raw), [], (_, _, call) => agent.VersionAsync(call));
        }
    }
}
