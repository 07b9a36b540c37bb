using System.IO.Hashing;
using System.Text;
using TetraBridge.Sources;

namespace TetraBridge.Tests.Support;

/// <summary>Reads a journal as a route does, keeping copies: lines, and what isn't a line.</summary>
internal sealed class JournalDrain
{
    /// <summary>Whole lines, in order.</summary>
    public List<ReadLine> Lines { get; } = [];

    /// <summary>The lines' text.</summary>
    public IEnumerable<string> Texts => Lines.Select(l => l.Text);

    /// <summary>Everything in order: lines as text, other items as they are.</summary>
    public List<object> All { get; } = [];

    /// <summary>Gaps, in order.</summary>
    public IEnumerable<JournalGap> Gaps => All.OfType<JournalGap>();

    /// <summary>Unreadable lines, in order.</summary>
    public IEnumerable<UnreadableLine> Unreadable => All.OfType<UnreadableLine>();

    /// <summary>How many blocks came.</summary>
    public int Blocks { get; private set; }

    /// <summary>Reads until there is nothing now; the same drain.</summary>
    public JournalDrain Read(IJournalReader reader)
    {
        while (reader.TryRead() is { } item)
        {
            Take(item);
        }

        return this;
    }

    /// <summary>Takes one item, and releases it where it is a block.</summary>
    public void Take(JournalItem item)
    {
        if (item is not LineBlock block)
        {
            All.Add(item);
            return;
        }

        Blocks++;
        for (int start = block.Start, end = block.Start + block.Length; start < end;)
        {
            var rest = block.Buffer.AsSpan(start, end - start);
            var newline = rest.IndexOf((byte)'\n');
            var line = newline < 0 ? rest : rest[..newline];
            start += newline < 0 ? rest.Length : newline + 1;
            var text = Encoding.Latin1.GetString(line);
            Lines.Add(new ReadLine(text, new Bookmarked(new Position(block.File, block.Offset + start - block.Start), XxHash128.HashToUInt128(line))));
            All.Add(text);
        }

        block.Release();
    }
}
