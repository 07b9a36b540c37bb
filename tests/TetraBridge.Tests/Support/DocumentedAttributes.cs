namespace TetraBridge.Tests.Support;

/// <summary>The attributes as docs/attributes.md has them: what a person approved, whatever the code's tables say now.</summary>
internal static class DocumentedAttributes
{
    /// <summary>All attributes of records and resources. A family of labels ends in `*`.</summary>
    public static IReadOnlyList<DocumentedAttribute> All { get; } = [.. Read()];

    private static IEnumerable<DocumentedAttribute> Read()
    {
        // Left-out fields are a table of their own, behind these two.
        foreach (var line in File.ReadLines(RepositoryFolder.Of(Path.Combine("docs", "attributes.md"))).TakeWhile(static line => line != "## Left out"))
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (line.StartsWith("| `", StringComparison.Ordinal))
            {
                foreach (var name in Quoted(cells[1]))
                {
                    yield return new DocumentedAttribute(name, cells.Length == 5 ? cells[2] : "", [.. Quoted(cells[^2])]);
                }
            }
        }
    }

    private static IEnumerable<string> Quoted(string cell) => cell.Split('`').Where(static (_, index) => index % 2 == 1);
}
