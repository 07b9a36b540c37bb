namespace TetraBridge.Tests.Support;

/// <summary>A line of a recording of a real agent, without its newline, and what is true of it.</summary>
internal sealed record RecordedLine(string Recording, byte[] Text, RecordedTruth Truth)
{
    public override string ToString() => $"{Recording}:{Truth.Line}";
}
