using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TetraBridge.Tests.Support;

/// <summary>An agent's metrics, with the text that a test sets; null: it refuses.</summary>
internal sealed class MetricsPage : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _reads;

    private MetricsPage()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/metrics", AnswerAsync);
    }

    /// <summary>What it answers.</summary>
    public string? Text { get; set; }

    /// <summary>What it says that it answers.</summary>
    public string ContentType { get; set; } = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>How often it was read.</summary>
    public int Reads => Volatile.Read(ref _reads);

    /// <summary>Its address.</summary>
    public Uri Address { get; private set; } = null!;

    public static async Task<MetricsPage> StartAsync(string? text)
    {
        var page = new MetricsPage { Text = text };
        await page._app.StartAsync(TestContext.Current.CancellationToken);
        page.Address = new Uri(page._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/metrics");
        return page;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var text = Text;
        if (text is null)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
        else
        {
            context.Response.ContentType = ContentType;
            await context.Response.WriteAsync(text, context.RequestAborted);
        }

        Interlocked.Increment(ref _reads);
    }
}
