using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using TetraBridge.Protos.Otlp;

namespace TetraBridge.Tests.Support;

/// <summary>What a <see cref="ScriptedCollector"/> does with one request, over either protocol.</summary>
/// <param name="Http">Writes the response.</param>
/// <param name="Grpc">Gives the response message, or throws the status.</param>
/// <param name="Takes">True where the records count as taken.</param>
internal sealed record ScriptedAnswer(Func<HttpContext, Task> Http, Func<ServerCallContext, Task<byte[]>> Grpc, bool Takes = false)
{
    /// <summary>Takes it, with the empty partial_success of the real collector.</summary>
    public static ScriptedAnswer Taken { get; } = Take([0x0A, 0x00]);

    /// <summary>Refuses the records for what they are.</summary>
    public static ScriptedAnswer Refused { get; } = new(
        Reply(400, "application/json", """{"code":3,"message":"bad record"}"""u8.ToArray()), Status(StatusCode.InvalidArgument, "bad record"));

    /// <summary>Asks to come again, as the real collector's memory limiter does.</summary>
    public static ScriptedAnswer Overloaded { get; } = new(
        Reply(503, "application/json", """{"code":14,"message":"data refused due to high memory usage"}"""u8.ToArray()),
        Status(StatusCode.Unavailable, "data refused due to high memory usage"));

    /// <summary>Never answers.</summary>
    public static ScriptedAnswer Silence { get; } = new(
        static context => WaitAsync(context.RequestAborted),
        static async call =>
        {
            await WaitAsync(call.CancellationToken);
            return [];
        });

    /// <summary>Breaks the connection.</summary>
    public static ScriptedAnswer Broken { get; } = new(
        static context =>
        {
            context.Abort();
            return Task.CompletedTask;
        },
        static call =>
        {
            call.GetHttpContext().Abort();
            return Task.FromResult<byte[]>([]);
        });

    /// <summary>Says 200 and promises more bytes than it sends before the connection breaks.</summary>
    public static ScriptedAnswer OverHttpBrokenOff { get; } = new(
        static async context =>
        {
            context.Response.ContentType = "application/x-protobuf";
            context.Response.ContentLength = 2;
            await context.Response.Body.WriteAsync(new byte[] { 0x0A }, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
        },
        static _ => throw new InvalidOperationException("This answer is for HTTP."));

    /// <summary>Takes all but some.</summary>
    public static ScriptedAnswer Partly(long rejected, string words) => Take(new ExportLogsServiceResponse
    {
        PartialSuccess = new ExportLogsPartialSuccess { RejectedLogRecords = rejected, ErrorMessage = words },
    }.ToByteArray());

    /// <summary>An HTTP response.</summary>
    public static ScriptedAnswer OverHttp(int status, string contentType, string body, params (string Name, string Value)[] headers) => new(
        async context =>
        {
            foreach (var (name, value) in headers)
            {
                context.Response.Headers[name] = value;
            }

            await Reply(status, contentType, Encoding.UTF8.GetBytes(body))(context);
        },
        static _ => throw new InvalidOperationException("This answer is for HTTP."));

    /// <summary>A gRPC status.</summary>
    public static ScriptedAnswer OverGrpc(StatusCode status, string words, byte[]? details = null) =>
        new(static _ => throw new InvalidOperationException("This answer is for gRPC."), Status(status, words, details));

    private static ScriptedAnswer Take(byte[] response) =>
        new(Reply(StatusCodes.Status200OK, "application/x-protobuf", response), _ => Task.FromResult(response), Takes: true);

    private static Func<HttpContext, Task> Reply(int status, string contentType, byte[] body) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    };

    private static Func<ServerCallContext, Task<byte[]>> Status(StatusCode status, string words, byte[]? details = null) => _ =>
    {
        var trailers = new Metadata();
        if (details is not null)
        {
            trailers.Add("grpc-status-details-bin", details);
        }

        throw new RpcException(new Status(status, words), trailers);
    };

    private static async Task WaitAsync(CancellationToken cancellation)
    {
        var ended = new TaskCompletionSource();
        await using var registration = cancellation.Register(ended.SetResult);
        await ended.Task;
    }
}
