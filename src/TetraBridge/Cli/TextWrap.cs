using System.Text;

namespace TetraBridge.Cli;

/// <summary>Breaks text into lines between words.</summary>
internal static class TextWrap
{
    /// <summary>
    /// Appends the text and a newline; lines behind the first begin at the indent, where the cursor must stand already. A word that is too
    /// long stays whole.
    /// </summary>
    public static void Append(StringBuilder into, string text, int indent, int width)
    {
        var column = indent;
        foreach (var word in text.Split(' '))
        {
            if (column > indent && column + 1 + word.Length > width)
            {
                into.Append('\n').Append(' ', indent);
                column = indent;
            }

            into.Append(column > indent ? " " : "").Append(word);
            column += word.Length + (column > indent ? 1 : 0);
        }

        into.Append('\n');
    }
}
