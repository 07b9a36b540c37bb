using TetraBridge.Configuration;

namespace TetraBridge.Cli;

/// <summary>What `explain` was asked.</summary>
/// <param name="File">Path of the events, a line each; `-`: standard input.</param>
/// <param name="Json">For machines.</param>
/// <param name="Meaning">What the configuration says of events.</param>
internal sealed record ExplainRequest(string File, bool Json, EventMeaning Meaning);
