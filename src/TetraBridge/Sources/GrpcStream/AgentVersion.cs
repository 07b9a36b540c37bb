using System.Text;
using TetraBridge.Sources.GrpcStream.Wire;

namespace TetraBridge.Sources.GrpcStream;

/// <summary>What GetVersion answers.</summary>
internal static class AgentVersion
{
    private const int VersionField = 1;

    /// <summary>What is told of an agent that doesn't say its version.</summary>
    public const string Unknown = "of unknown version";

    /// <summary>The version, or <see cref="Unknown"/>.</summary>
    public static string Read(ReadOnlySpan<byte> response)
    {
        var cursor = new WireCursor(response);
        while (!cursor.IsAtEnd && cursor.TryTag(out var number, out var type))
        {
            var start = cursor.At;
            if (number == VersionField && type == WireType.Delimited && cursor.TryLength(out var length))
            {
                return Buffers.PrintableText.Of(Encoding.UTF8.GetString(response.Slice(cursor.At, Math.Min(length, 100))));
            }

            if (start == cursor.At && !cursor.TrySkip(type, number))
            {
                break;
            }
        }

        return Unknown;
    }
}
