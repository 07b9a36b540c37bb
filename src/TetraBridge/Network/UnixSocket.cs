using System.Net.Sockets;

namespace TetraBridge.Network;

/// <summary>Connections to a socket file.</summary>
internal static class UnixSocket
{
    /// <summary>Connects; the stream owns the socket.</summary>
    /// <exception cref="HttpRequestException">Nobody listens there, or there is no such file.</exception>
    public static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException e)
        {
            // The runtime's own words for a missing socket file are about an address of localhost.
            socket.Dispose();
            var words = File.Exists(path) ? $"nobody listens on the socket {path}" : $"there is no socket {path}";
            throw new HttpRequestException(HttpRequestError.ConnectionError, words, e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
