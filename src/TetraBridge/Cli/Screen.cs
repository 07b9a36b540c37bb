using Spectre.Console;
using Spectre.Console.Rendering;

namespace TetraBridge.Cli;

/// <summary>Draws tables: in colour on a terminal, plain in a pipe.</summary>
internal static class Screen
{
    /// <summary>Writes what is drawn to standard output, without the blanks that fill its lines up.</summary>
    public static void Draw(Streams streams, IRenderable drawing)
    {
        using var drawn = new StringWriter();
        var colours = streams.OutIsTerminal && streams.UnderstandsAnsi;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colours ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(drawn),
        });
        console.Profile.Width = streams.Width;
        console.Write(drawing);
        foreach (var line in drawn.ToString().TrimEnd().Split('\n'))
        {
            streams.Out.Write(line.TrimEnd() + "\n");
        }
    }
}
