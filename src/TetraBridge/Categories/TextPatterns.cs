namespace TetraBridge.Categories;

/// <summary>Lists of patterns.</summary>
internal static class TextPatterns
{
    /// <summary>True where one of the patterns matches the value.</summary>
    public static bool MatchAny(this TextPattern[] patterns, ReadOnlySpan<byte> value)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Matches(value))
            {
                return true;
            }
        }

        return false;
    }
}
