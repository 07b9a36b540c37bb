using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace TetraBridge.Cli.Demo;

/// <summary>An OTLP/HTTP receiver on loopback that takes all and counts what arrived.</summary>
internal sealed class DemoReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DemoReceiver()
    {
        // An empty one: no port, log or file that the user's environment names for web servers.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    /// <summary>What arrived so far.</summary>
    public Arrivals Arrivals { get; } = new();

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Starts one on a port that is free.</summary>
    public static async Task<DemoReceiver> StartAsync(CancellationToken cancellation)
    {
        var receiver = new DemoReceiver();
        await receiver._app.StartAsync(cancellation).ConfigureAwait(false);
        return receiver;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted).ConfigureAwait(false);
        Arrivals.Add(ArrivedRequest.Read(body.ToArray()));

        // An empty ExportLogsServiceResponse: all were taken.
        http.Response.ContentType = "application/x-protobuf";
    }
}
