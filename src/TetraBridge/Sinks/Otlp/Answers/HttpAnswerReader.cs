using System.Net.Http.Headers;
using System.Text;

namespace TetraBridge.Sinks.Otlp.Answers;

/// <summary>Makes an <see cref="OtlpAnswer"/> of what an HTTP response holds. Pure.</summary>
internal static class HttpAnswerReader
{
    // Loki's receipt.
    private const int NoContent = 204;
    private const int MostWords = 1024;
    private static readonly TimeSpan _longestWait = TimeSpan.FromDays(1);

    /// <summary>Reads a response.</summary>
    /// <param name="status">The status.</param>
    /// <param name="contentType">The media type, without parameters; null: none.</param>
    /// <param name="body">The body.</param>
    /// <param name="retryAfter">The Retry-After header; null: none.</param>
    /// <param name="now">The time that a date in it is measured against.</param>
    public static OtlpAnswer Read(int status, string? contentType, byte[] body, RetryConditionHeaderValue? retryAfter, DateTimeOffset now)
    {
        if (status is >= 200 and < 300)
        {
            var taken = status == NoContent ? ExportAnswer.All : TakenFrom(contentType, body);
            return OtlpAnswer.Http(status, taken is null ? $"{contentType ?? "no content type"}: {Text(body)}" : "", taken: taken);
        }

        return OtlpAnswer.Http(status, WordsOf(contentType, body), After(retryAfter, now));
    }

    // No bytes are a whole protobuf answer; as any other type they are what a portal or a misguided proxy says.
    private static ExportAnswer? TakenFrom(string? contentType, byte[] body) => contentType switch
    {
        "application/json" => ExportAnswer.FromJson(body),
        "application/x-protobuf" or "application/protobuf" or "application/octet-stream" or null => ExportAnswer.FromProtobuf(body),
        _ => null,
    };

    // Loki answers with a protobuf Status as application/octet-stream; others with JSON or plain text.
    private static string WordsOf(string? contentType, byte[] body)
    {
        var status = contentType switch
        {
            "application/json" => RpcStatus.FromJson(body),
            "application/x-protobuf" or "application/protobuf" or "application/octet-stream" => RpcStatus.FromProtobuf(body),
            _ => null,
        };
        return status is { Words.Length: > 0 } ? Cut(status.Words) : Text(body);
    }

    private static string Text(byte[] body) => Cut(Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, MostWords))));

    private static string Cut(string words)
    {
        var trimmed = words.Trim();
        return trimmed.Length <= MostWords ? trimmed : trimmed[..MostWords] + "…";
    }

    private static TimeSpan? After(RetryConditionHeaderValue? retryAfter, DateTimeOffset now)
    {
        var after = retryAfter?.Delta ?? (retryAfter?.Date - now);
        return after is { } wait ? TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, _longestWait.Ticks)) : null;
    }
}
