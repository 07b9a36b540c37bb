using System.Text;

namespace TetraBridge.Tests.Support.Mutations;

/// <summary>One change to a line. Its numbers are taken modulo what the line has, so that the same mutation fits every line, shrunk ones too.</summary>
internal sealed record Mutation(MutationKind Kind, int At, int Length, int Other)
{
    private const int DeepestNesting = 12_000;
    private const int LongestText = 100_000;

    private static readonly string[] _tokens =
    [
        "{", "}", "[", "]", ":", ",", "\"", "\\", "null", "true", "false", "0", "-1", "1e400", "18446744073709551616", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "{}", "[]", "\"pid\":1,", "\"time\":\"x\",",
        "\"process_exec\":{},", "\"tetrabridge_gap\":{},", "\t", "\u007f", "\u2028", "\U0001F600",
    ];

    private static readonly byte[][] _noUtf8 = [[0xff], [0xc3], [0xe2, 0x82], [0xed, 0xa0, 0x80], [0xc0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0x80]];

    /// <summary>The changed line. It holds no newline: that would make it two.</summary>
    public byte[] Of(byte[] line)
    {
        if (line.Length == 0)
        {
            return Encoding.UTF8.GetBytes(Pick(_tokens, Other));
        }

        var at = At % line.Length;
        var span = line.AsSpan(at, Math.Min(1 + (Length % 80), line.Length - at));
        return Kind switch
        {
            MutationKind.FlipByte => Replace(line, at, 1, [(byte)Other == (byte)'\n' ? (byte)0 : (byte)Other]),
            MutationKind.ChangeLetter => ChangeLetter(line, at),
            MutationKind.Delete => Replace(line, at, span.Length, []),
            MutationKind.InsertToken => Replace(line, at, 0, Encoding.UTF8.GetBytes(Pick(_tokens, Other))),
            MutationKind.Duplicate => Replace(line, Other % line.Length, 0, span),
            MutationKind.RepeatMember => RepeatMember(line, at),
            MutationKind.Truncate => line[..at],
            MutationKind.SwapTokens => SwapTokens(line),
            MutationKind.Nuls => Replace(line, at, Length % 2 == 0 ? 0 : span.Length, new byte[1 + (Other % 4096)]),
            MutationKind.InvalidUtf8 => Replace(line, at, 0, Pick(_noUtf8, Other)),
            MutationKind.Nest => ReplaceToken(line, Encoding.UTF8.GetBytes(Nested(Length % (Other % 8 == 0 ? DeepestNesting : 80)))),
            MutationKind.Lengthen => ReplaceToken(line, Encoding.UTF8.GetBytes($"\"{string.Concat(Enumerable.Repeat(Pick(["x", "\\n", "ü", "😀", "/a b"], Other), Length % LongestText))}\"")),
            _ => throw new ArgumentOutOfRangeException(nameof(line), Kind, "no kind of mutation"),
        };
    }

    private static T Pick<T>(T[] from, int index) => from[index % from.Length];

    private static byte[] Replace(byte[] line, int at, int length, ReadOnlySpan<byte> by) => [.. line.AsSpan(0, at), .. by, .. line.AsSpan(at + length)];

    private string Nested(int levels) => Other % 2 == 0
        ? new string('[', levels) + new string(']', levels)
        : string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels);

    private byte[] ChangeLetter(byte[] line, int from)
    {
        var letter = Array.FindIndex(line, from, static value => value is >= (byte)'a' and <= (byte)'z');
        return letter < 0 ? line : Replace(line, letter, 1, [(byte)('a' + (Other % 26))]);
    }

    private static byte[] RepeatMember(byte[] line, int from)
    {
        var start = Array.IndexOf(line, (byte)',', from);
        var end = start < 0 ? -1 : Array.IndexOf(line, (byte)',', start + 1);
        return end < 0 ? line : Replace(line, end, 0, line.AsSpan(start, end - start));
    }

    private byte[] SwapTokens(byte[] line)
    {
        // Strings with strings, numbers with numbers: the line stays JSON, with a key for a value at times.
        var tokens = JsonTokens.Of(line);
        var one = Pick(tokens, At);
        var isText = line[one.Start] == (byte)'"';
        var two = Pick([.. tokens.Where(token => Length % 8 == 0 || (line[token.Start] == (byte)'"') == isText)], Other);
        var (first, second) = one.Start <= two.Start ? (one, two) : (two, one);
        return first == second
            ? line
            :
            [
                .. line.AsSpan(0, first.Start), .. line.AsSpan(second.Start, second.Length), .. line.AsSpan(first.Start + first.Length, second.Start - first.Start - first.Length),
                .. line.AsSpan(first.Start, first.Length), .. line.AsSpan(second.Start + second.Length),
            ];
    }

    private byte[] ReplaceToken(byte[] line, byte[] by)
    {
        // Mostly a value, seldom a key.
        var tokens = JsonTokens.Of(line);
        var values = Array.FindAll(tokens, token => token.Start > 0 && line[token.Start - 1] == (byte)':');
        var token = Pick(values.Length == 0 || Length % 8 == 0 ? tokens : values, At);
        return Replace(line, token.Start, token.Length, by);
    }
}
