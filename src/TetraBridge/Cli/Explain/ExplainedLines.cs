using TetraBridge.Events;
using TetraBridge.Sources;

namespace TetraBridge.Cli.Explain;

/// <summary>Counts lines, explains and prints each; blank ones are only counted. Not thread-safe.</summary>
internal sealed class ExplainedLines(EventExplainer explainer, TextWriter output, bool json)
{
    private long _line;

    /// <summary>How many lines were no events.</summary>
    public long Bad { get; private set; }

    /// <summary>Takes the lines of a block.</summary>
    public void Take(LineBlock block)
    {
        for (int start = block.Start, end = block.Start + block.Length; start < end;)
        {
            var newline = block.Buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            var length = newline < 0 ? end - start : newline;
            Take(block.Buffer, start, length);
            start += length + 1;
        }
    }

    /// <summary>Takes a line that can't be had whole.</summary>
    public void Take(UnreadableLine line)
    {
        if (line.Defect == LineDefect.TooLong)
        {
            _line++;
            Refuse("too_long", $"the line has {line.Length} bytes, more than any event");
        }
        else
        {
            // The last line without a newline: the reader of events says what is wrong with it.
            Take(line.Head, 0, line.Head.Length);
        }
    }

    private void Take(byte[] buffer, int start, int length)
    {
        _line++;
        if (explainer.Explain(buffer, start, length, out var problem) is { } explained)
        {
            output.Write(json ? ExplanationJson.Of(_line, explained) + "\n" : ExplanationText.Of(_line, explained));
        }
        else if (problem != LineProblem.Blank)
        {
            Refuse(problem.Reason(), problem.Words());
        }
    }

    private void Refuse(string reason, string words)
    {
        Bad++;
        output.Write(json ? ExplanationJson.OfBad(_line, reason, words) + "\n" : ExplanationText.OfBad(_line, reason, words));
    }
}
