using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Connections.Features;
using TetraBridge.Protos.Tetragon;

namespace TetraBridge.Tests.Support;

/// <summary>One GetEvents call at a <see cref="ScriptedAgent"/>.</summary>
internal sealed class ScriptedStream(GetEventsRequest request, IServerStreamWriter<byte[]> writer, ServerCallContext call)
{
    /// <summary>What was asked.</summary>
    public GetEventsRequest Request => request;

    /// <summary>The connection that it came over.</summary>
    public string Connection { get; } = call.GetHttpContext().Connection.Id;

    /// <summary>Thumbprint of the client's certificate; null where it has none.</summary>
    public string? Client { get; } = call.GetHttpContext().Connection.ClientCertificate?.Thumbprint;

    /// <summary>Sends bytes as one message.</summary>
    public Task SendAsync(byte[] message) => writer.WriteAsync(message);

    /// <summary>Sends events.</summary>
    public async Task SendAsync(params GetEventsResponse[] events)
    {
        foreach (var e in events)
        {
            await SendAsync(e.ToByteArray());
        }
    }

    /// <summary>Stays open, silent, until the client or the server ends.</summary>
    public async Task HoldAsync()
    {
        var gone = new TaskCompletionSource();
        await using var registration = call.CancellationToken.Register(gone.SetResult);
        await gone.Task;
    }

    /// <summary>Resets the stream (RST_STREAM); the connection stays.</summary>
    public void Reset() => call.GetHttpContext().Abort();

    /// <summary>Breaks the connection.</summary>
    public void Break() => call.GetHttpContext().Features.Get<IConnectionLifetimeFeature>()!.Abort();

    /// <summary>Asks the client to go elsewhere (GOAWAY); the stream stays.</summary>
    public void GoAway() => call.GetHttpContext().Features.Get<IConnectionLifetimeNotificationFeature>()!.RequestClose();
}
