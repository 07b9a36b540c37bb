using System.Security.Authentication;
using System.Security.Cryptography;
using Grpc.Core;

namespace TetraBridge.Sources.GrpcStream;

/// <summary>
/// One stream of events from its begin to its end, over a connection of its own. Silence is no sign of death: where nothing comes,
/// GetVersion on the side tells whether the agent lives.
/// </summary>
/// <param name="options">The agent.</param>
/// <param name="receiver">Takes the events.</param>
/// <param name="isUp">Told the version once the stream stands.</param>
/// <param name="isQuiet">Told until when nothing happened, where nothing comes and the agent lives.</param>
/// <param name="time">The clock.</param>
internal sealed class AgentStream(
    AgentOptions options, StreamReceiver receiver, Action<string> isUp, Action<DateTimeOffset> isQuiet, TimeProvider time)
{
    private static readonly TimeSpan _quiet = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _longestAnswer = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _stands = TimeSpan.FromSeconds(1);

    private bool _wasUp;

    /// <summary>Receives until the stream ends, for whatever reason.</summary>
    public async Task<StreamEnd> RunAsync(CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            using var connection = new AgentConnection(options);
            var reading = ReadAsync(connection, end.Token);
            var watching = WatchAsync(connection, end.Token);
            var first = await Task.WhenAny(reading, watching).ConfigureAwait(false);
            await end.CancelAsync().ConfigureAwait(false);
            var words = await Task.WhenAll(reading, watching).ConfigureAwait(false);
            return new StreamEnd(_wasUp || receiver.Events > 0, first == reading ? words[0] : words[1]);
        }
        catch (Exception failure) when (
            failure is IOException or UnauthorizedAccessException or CryptographicException or AuthenticationException)
        {
            return new StreamEnd(false, $"the certificates for TLS can't be used: {failure.Message}");
        }
    }

    private async Task<string> ReadAsync(AgentConnection connection, CancellationToken end)
    {
        try
        {
            using var call = connection.GetEvents(options.Request.ToArray(), receiver, end);
            while (await call.ResponseStream.MoveNext(end).ConfigureAwait(false))
            {
                // The receiver has taken the event already, out of the transport's buffer.
            }

            return "the agent ended the stream";
        }
        catch (RpcException failure)
        {
            return Words(failure);
        }
        catch (OperationCanceledException)
        {
            return "stopped";
        }
    }

    // Ends where the agent doesn't answer any more.
    private async Task<string> WatchAsync(AgentConnection connection, CancellationToken end)
    {
        try
        {
            long seen = -1;
            var began = time.GetTimestamp();
            while (true)
            {
                if (receiver.Events == seen || !_wasUp)
                {
                    var before = _wasUp ? receiver.Events : 0;
                    if (await AskAsync(connection, end).ConfigureAwait(false) is { } silence && receiver.Events == before)
                    {
                        if (_wasUp || time.GetElapsedTime(began) >= _longestAnswer)
                        {
                            return silence;
                        }

                        // Each of the two calls connects for itself: this one may have met a socket that the other one then found open.
                        // Where nobody is there the other one ends too.
                        await Task.Delay(_stands, time, end).ConfigureAwait(false);
                        continue;
                    }
                }

                seen = receiver.Events;
                await Task.Delay(_quiet, time, end).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            return "stopped";
        }
    }

    private async Task<string?> AskAsync(AgentConnection connection, CancellationToken end)
    {
        var asked = time.GetUtcNow();
        using var limit = new CancellationTokenSource(_longestAnswer, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end, limit.Token);
        try
        {
            var version = AgentVersion.Read(await connection.GetVersionAsync(either.Token).ConfigureAwait(false));
            await UpAsync(version, asked, end).ConfigureAwait(false);
            return null;
        }
        catch (RpcException refusal) when (
            refusal.StatusCode is StatusCode.Unimplemented or StatusCode.PermissionDenied or StatusCode.Unauthenticated)
        {
            // It lives: the stream itself tells whether it may be read.
            await UpAsync(AgentVersion.Unknown, asked, end).ConfigureAwait(false);
            return null;
        }
        catch (RpcException failure)
        {
            end.ThrowIfCancellationRequested();
            return limit.IsCancellationRequested
                ? $"the agent did not answer GetVersion within {_longestAnswer.TotalSeconds} s"
                : Words(failure);
        }
    }

    private async Task UpAsync(string version, DateTimeOffset asked, CancellationToken end)
    {
        if (_wasUp)
        {
            isQuiet(asked);
            return;
        }

        // A stream that is refused ends at once, though the agent answers on the side: only one that stands is up.
        await Task.Delay(_stands, time, end).ConfigureAwait(false);
        _wasUp = true;
        isUp(version);
    }

    private static string Words(RpcException failure)
    {
        // The client's own refusals carry the reason in the exception below.
        var detail = failure.Status.DebugException is HttpRequestException { InnerException: null or System.Net.Sockets.SocketException } below
            ? below.Message
            : failure.Status.Detail;
        return Buffers.PrintableText.Of($"{failure.StatusCode}: {detail.TrimEnd('.')}");
    }
}
