using System.Text.RegularExpressions;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Conventions;

/// <summary>A source file of the product, as far as text tells.</summary>
internal sealed partial record SourceFile(string Path, string Room, string Code)
{
    /// <summary>The file's name without its extension (or what stands before a dot in it).</summary>
    public string Name => System.IO.Path.GetFileName(Path).Split('.')[0];

    public int Lines => Code.Count(c => c == '\n');

    /// <summary>The rooms that it names, by a using or by a name told from the root or in part.</summary>
    public IEnumerable<string> RoomsTold => RoomName().Matches(Comment().Replace(Code, "")).Select(match => match.Groups[1].Value).Distinct();

    /// <summary>The types that it declares, nested ones not.</summary>
    public IReadOnlyList<string> Types => [.. TypeDeclaration().Matches(Code).Select(match => match.Groups[1].Value)];

    /// <summary>All identifiers, comments left out.</summary>
    public IEnumerable<string> Words => Identifier().Matches(Comment().Replace(Code, "")).Select(match => match.Value).Distinct();

    public static IEnumerable<SourceFile> All()
    {
        var root = RepositoryFolder.Of("src/TetraBridge");
        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Full: path, Path: System.IO.Path.GetRelativePath(root, path).Replace('\\', '/')))
            .Where(file => !file.Path.StartsWith("obj/", StringComparison.Ordinal) && !file.Path.StartsWith("bin/", StringComparison.Ordinal))
            .Select(file => new SourceFile(file.Path, file.Path.Contains('/', StringComparison.Ordinal) ? file.Path.Split('/')[0] : "", File.ReadAllText(file.Full)));
    }

    [GeneratedRegex(@"(?:(?<![\w.])TetraBridge\.|(?<![\w.""])(?=(?:Buffers|Files|Sources|Events|Categories|Enrichment|Records|Delivery|Sinks|Configuration|Operations)\.[A-Z]))([A-Z]\w*)(?=[.;])")]
    private static partial Regex RoomName();

    [GeneratedRegex(@"^(?:public|internal|file)(?: \w+)* (?:class|interface|enum|struct|record(?: struct)?) (\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b[A-Z]\w*")]
    private static partial Regex Identifier();
}
