using System.Globalization;
using System.Text.Json;
using Google.Protobuf;

namespace TetraBridge.Sinks.Otlp.Answers;

/// <summary>A decoded `ExportLogsServiceResponse`: what partial_success says.</summary>
/// <param name="Rejected">rejected_log_records; 0: all were taken.</param>
/// <param name="Words">error_message; empty: none.</param>
internal sealed record ExportAnswer(long Rejected, string Words)
{
    private const uint PartialSuccessTag = (1 << 3) | 2;
    private const uint RejectedTag = 1 << 3;
    private const uint WordsTag = (2 << 3) | 2;

    /// <summary>All was taken, without a word.</summary>
    public static ExportAnswer All { get; } = new(0, "");

    /// <summary>Reads protobuf; null where it is none. No bytes are a full success.</summary>
    public static ExportAnswer? FromProtobuf(byte[] body)
    {
        try
        {
            var answer = All;
            var input = new CodedInputStream(body);
            while (input.ReadTag() is var tag and not 0)
            {
                if (tag == PartialSuccessTag)
                {
                    answer = PartialSuccess(input.ReadBytes().ToByteArray());
                }
                else
                {
                    input.SkipLastField();
                }
            }

            return answer;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    /// <summary>Reads the JSON form; null where it is none.</summary>
    public static ExportAnswer? FromJson(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            if (!document.RootElement.TryGetProperty("partialSuccess", out var partial) || partial.ValueKind != JsonValueKind.Object)
            {
                return All;
            }

            var rejected = partial.TryGetProperty("rejectedLogRecords", out var count)
                && long.TryParse(count.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : 0;
            return new ExportAnswer(rejected, partial.TryGetProperty("errorMessage", out var words) ? words.ToString() : "");
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ExportAnswer PartialSuccess(byte[] message)
    {
        var answer = All;
        var input = new CodedInputStream(message);
        while (input.ReadTag() is var tag and not 0)
        {
            switch (tag)
            {
                case RejectedTag:
                    answer = answer with { Rejected = input.ReadInt64() };
                    break;
                case WordsTag:
                    answer = answer with { Words = input.ReadString() };
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        return answer;
    }
}
