using System.Buffers;

namespace TetraBridge.Sinks.Kafka.Messages;

/// <summary>
/// Kafka's rule for names of topics (org.apache.kafka.common.internals.Topic): 1 to 249 of letters, digits, `.`, `_`, `-`, and neither `.`
/// nor `..`.
/// </summary>
internal static class TopicName
{
    /// <summary>The longest name.</summary>
    public const int MostLength = 249;

    /// <summary>The rule, for people.</summary>
    public const string Rule = "letters, digits, `.`, `_` and `-`, at most 249, and neither `.` nor `..`";

    // Not `_`: the names of metrics tell it and `.` not apart, and Kafka refuses a topic that differs from another by them only.
    private const byte Replacement = (byte)'-';

    private static readonly SearchValues<byte> _allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"u8);

    /// <summary>Whether a topic can have this name.</summary>
    public static bool IsRight(string name) => name.Length is > 0 and <= MostLength && name is not ("." or "..") && HasOnlyAllowed(name);

    /// <summary>Whether these characters can stand in a name.</summary>
    public static bool HasOnlyAllowed(string part) => part.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    /// <summary>Makes a name of bytes that an event told, in place; gives the length that is left.</summary>
    public static int Mend(Span<byte> name)
    {
        if (name.Length > MostLength)
        {
            name = name[..MostLength];
        }

        for (var wrong = name.IndexOfAnyExcept(_allowed); wrong >= 0; wrong = name.IndexOfAnyExcept(_allowed))
        {
            name[wrong] = Replacement;
        }

        if (name.SequenceEqual("."u8) || name.SequenceEqual(".."u8))
        {
            name.Fill(Replacement);
        }

        return name.Length;
    }
}
