using System.Text;

namespace TetraBridge.Tests.Support.Mutations;

/// <summary>A recorded line and what was done to it, in order.</summary>
internal sealed record MutatedLine(RecordedLine Line, IReadOnlyList<Mutation> Mutations)
{
    private const int MostShown = 4000;

    /// <summary>The line that comes of it.</summary>
    public byte[] Text => Mutations.Aggregate(Line.Text, static (line, mutation) => mutation.Of(line));

    public override string ToString()
    {
        var text = Text;
        return $"{Line} [{string.Join("; ", Mutations)}], {text.Length} bytes: {Encoding.UTF8.GetString(text.AsSpan(0, Math.Min(text.Length, MostShown)))}";
    }
}
