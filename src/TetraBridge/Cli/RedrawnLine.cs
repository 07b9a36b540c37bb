namespace TetraBridge.Cli;

/// <summary>One line on standard error that is drawn again and again for a person; nothing where nobody looks. Not thread-safe.</summary>
internal sealed class RedrawnLine(Streams streams)
{
    private bool _isDrawn;

    /// <summary>Draws the text in place of the last one, cut to the terminal's width.</summary>
    public void Show(string text)
    {
        if (streams.ErrorIsTerminal)
        {
            // The cursor stays at the line's begin: a line of our log overwrites it.
            var width = streams.Width - 1;
            streams.Error.Write($"\r{(text.Length > width ? text[..width] : text).PadRight(width)}\r");
            _isDrawn = true;
        }
    }

    /// <summary>Removes it.</summary>
    public void Clear()
    {
        if (_isDrawn)
        {
            streams.Error.Write($"\r{new string(' ', streams.Width - 1)}\r");
            _isDrawn = false;
        }
    }
}
