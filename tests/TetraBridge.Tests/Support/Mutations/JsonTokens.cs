namespace TetraBridge.Tests.Support.Mutations;

/// <summary>Where the strings, numbers and words of a line stand; of a line that is no JSON, what looks like them.</summary>
internal static class JsonTokens
{
    /// <summary>All of them in order; the whole line where there are none.</summary>
    public static (int Start, int Length)[] Of(byte[] line)
    {
        var tokens = new List<(int Start, int Length)>();
        for (var at = 0; at < line.Length;)
        {
            var start = at;
            if (line[at] == (byte)'"')
            {
                for (at++; at < line.Length && line[at] != (byte)'"'; at++)
                {
                    at += line[at] == (byte)'\\' ? 1 : 0;
                }

                at = Math.Min(at + 1, line.Length);
                tokens.Add((start, at - start));
            }
            else if (IsStructure(line[at]))
            {
                at++;
            }
            else
            {
                while (at < line.Length && !IsStructure(line[at]) && line[at] != (byte)'"')
                {
                    at++;
                }

                tokens.Add((start, at - start));
            }
        }

        return tokens.Count > 0 ? [.. tokens] : [(0, line.Length)];
    }

    private static bool IsStructure(byte value) => value is (byte)'{' or (byte)'}' or (byte)'[' or (byte)']' or (byte)':' or (byte)',' or (byte)' ' or (byte)'\t';
}
