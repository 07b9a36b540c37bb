using System.Text.Json;
using Google.Protobuf;

namespace TetraBridge.Sinks.Otlp.Answers;

/// <summary>A `google.rpc.Status`: the body of a refusal over HTTP, and the details of one over gRPC.</summary>
/// <param name="Words">The message.</param>
/// <param name="RetryDelay">The delay of a RetryInfo among its details; null: there is none.</param>
internal sealed record RpcStatus(string Words, TimeSpan? RetryDelay)
{
    private const string RetryInfo = "/google.rpc.RetryInfo";
    private const uint Field1Bytes = (1 << 3) | 2;
    private const uint Field2Bytes = (2 << 3) | 2;
    private const uint Field3Bytes = (3 << 3) | 2;
    private const uint Field1Number = 1 << 3;
    private const uint Field2Number = 2 << 3;

    /// <summary>Reads protobuf; null where it is none.</summary>
    public static RpcStatus? FromProtobuf(byte[] bytes)
    {
        try
        {
            var status = new RpcStatus("", null);
            var input = new CodedInputStream(bytes);
            while (input.ReadTag() is var tag and not 0)
            {
                switch (tag)
                {
                    case Field2Bytes:
                        status = status with { Words = input.ReadString() };
                        break;
                    case Field3Bytes:
                        status = status with { RetryDelay = RetryDelayOf(input.ReadBytes()) ?? status.RetryDelay };
                        break;
                    default:
                        input.SkipLastField();
                        break;
                }
            }

            return status;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    /// <summary>Reads the JSON form, words only; null where it is none.</summary>
    public static RpcStatus? FromJson(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("message", out var words) ? new RpcStatus(words.ToString(), null) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Any {type_url, value} → RetryInfo {Duration {seconds, nanos}}.</summary>
    private static TimeSpan? RetryDelayOf(ByteString any)
    {
        var isRetryInfo = false;
        var value = ByteString.Empty;
        var input = any.CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            switch (tag)
            {
                case Field1Bytes:
                    isRetryInfo = input.ReadString().EndsWith(RetryInfo, StringComparison.Ordinal);
                    break;
                case Field2Bytes:
                    value = input.ReadBytes();
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        return isRetryInfo ? DurationOf(value) : null;
    }

    private static TimeSpan? DurationOf(ByteString retryInfo)
    {
        TimeSpan? delay = null;
        var input = retryInfo.CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            if (tag != Field1Bytes)
            {
                input.SkipLastField();
                continue;
            }

            long seconds = 0;
            var nanos = 0;
            var duration = input.ReadBytes().CreateCodedInput();
            while (duration.ReadTag() is var part and not 0)
            {
                switch (part)
                {
                    case Field1Number:
                        seconds = duration.ReadInt64();
                        break;
                    case Field2Number:
                        nanos = duration.ReadInt32();
                        break;
                    default:
                        duration.SkipLastField();
                        break;
                }
            }

            // A day is more than any receiver means; it also keeps a hostile number from overflowing.
            delay = TimeSpan.FromSeconds(Math.Clamp(seconds + (nanos / 1e9), 0, 86_400));
        }

        return delay;
    }
}
