using System.Net;
using System.Net.Http.Headers;
using TetraBridge.Sinks.Otlp.Answers;
using TetraBridge.Sinks.Otlp.Wire;

namespace TetraBridge.Sinks.Otlp.Transport;

/// <summary>OTLP over HTTP/1.1 with protobuf bodies, sent from the request's own memory.</summary>
internal sealed class OtlpHttpTransport(Uri url, OtlpCompression compression, OtlpConnection connection, TimeProvider time) : IOtlpTransport
{
    // Go's server resets the connection under a body over its limit, so that the "too large" is never read. Asking first costs a round trip
    // a request: only for bodies that are larger than what we send by default.
    private const int AskFirstAbove = 4 << 20;
    private const int MostBody = 1 << 20;

    private static readonly MediaTypeHeaderValue _protobuf = new("application/x-protobuf");
    private static readonly ProductInfoHeaderValue _agent = new(
        OtlpScope.Name, typeof(OtlpHttpTransport).Assembly.GetName().Version?.ToString(3));

    private readonly HttpMessageInvoker _http = new(connection);

    /// <inheritdoc/>
    public async Task<OtlpAnswer> ExportAsync(OtlpRequest request, CancellationToken cancellation)
    {
        using var message = MessageOf(request);
        using var response = await _http.SendAsync(message, cancellation).ConfigureAwait(false);
        var body = await BodyOfAsync(response, cancellation).ConfigureAwait(false);
        return HttpAnswerReader.Read(
            (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, body, response.Headers.RetryAfter, time.GetUtcNow());
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private HttpRequestMessage MessageOf(OtlpRequest request)
    {
        var (bytes, encoding) = compression switch
        {
            OtlpCompression.Gzip => (request.Gzip(), "gzip"),
            OtlpCompression.Zstd => (request.Zstd(), "zstd"),
            _ => (request.Bytes, null),
        };
        var content = new ReadOnlyMemoryContent(bytes);
        content.Headers.ContentType = _protobuf;
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        var message = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        message.Headers.UserAgent.Add(_agent);
        message.Headers.ExpectContinue = request.Bytes.Length > AskFirstAbove ? true : null;
        return message;
    }

    /// <summary>The body, or its first MiB. A refusal that breaks off is still a refusal; a receipt that breaks off is none.</summary>
    private static async Task<byte[]> BodyOfAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var body = new byte[Math.Clamp(response.Content.Headers.ContentLength ?? MostBody, 0, MostBody)];
        var length = 0;
        try
        {
            using var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            while (length < body.Length
                && await stream.ReadAsync(body.AsMemory(length), cancellation).ConfigureAwait(false) is var read and > 0)
            {
                length += read;
            }
        }
        catch (IOException) when (!response.IsSuccessStatusCode)
        {
            return body[..length];
        }

        return body[..length];
    }
}
