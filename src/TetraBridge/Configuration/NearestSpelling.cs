namespace TetraBridge.Configuration;

/// <summary>Finds what a misspelt word was meant to be.</summary>
internal static class NearestSpelling
{
    /// <summary>
    /// The choice that a third of the word's letters at most separates from it (insert, delete, replace, swap), or that differs in case
    /// only; null: none.
    /// </summary>
    public static string? Of(string word, IEnumerable<string> choices)
    {
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var choice in choices)
        {
            // Longer words are no misspellings, and the table's size is quadratic.
            var distance = word.Length > 64 ? int.MaxValue : Distance(word.ToLowerInvariant(), choice.ToLowerInvariant());
            if (distance < bestDistance && distance <= Math.Max(1, Math.Min(word.Length, choice.Length) / 3))
            {
                (best, bestDistance) = (choice, distance);
            }
        }

        return best;
    }

    /// <summary>": did you mean `x`?", or the list of choices where none is near.</summary>
    public static string Hint(string word, IReadOnlyCollection<string> choices) =>
        Of(word, choices) is { } near ? $": did you mean `{near}`?" : $": choose from {string.Join(", ", choices)}";

    private static int Distance(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }

                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                table[i, j] = Math.Min(Math.Min(table[i - 1, j] + 1, table[i, j - 1] + 1), table[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[a.Length, b.Length];
    }
}
