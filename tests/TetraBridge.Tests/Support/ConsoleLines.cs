using System.Text;

namespace TetraBridge.Tests.Support;

/// <summary>What a console sink wrote.</summary>
internal static class ConsoleLines
{
    /// <summary>The lines; the last one must have ended.</summary>
    public static IReadOnlyList<string> Of(MemoryStream output)
    {
        var text = Encoding.UTF8.GetString(output.ToArray());
        Assert.True(text.Length == 0 || text.EndsWith('\n'));
        return text.Split('\n')[..^1];
    }
}
