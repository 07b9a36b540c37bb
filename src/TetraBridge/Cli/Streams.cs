namespace TetraBridge.Cli;

/// <summary>Where commands write: records and answers to <see cref="Out"/>, what concerns the operator to <see cref="Error"/>.</summary>
internal sealed record Streams(TextWriter Out, TextWriter Error);
