namespace TetraBridge.EndToEnd.HostileInput;

/// <summary>A line that is no event, and what must become of it.</summary>
/// <param name="Bytes">The line without its newline.</param>
/// <param name="Reason">The reason of its dead letter; null for a blank line, which is only counted.</param>
internal sealed record HostileLine(byte[] Bytes, string? Reason);
