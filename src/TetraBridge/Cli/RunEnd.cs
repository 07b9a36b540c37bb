namespace TetraBridge.Cli;

/// <summary>How `run` ended.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Summary">What to tell a person behind the last line of the log; lines with newlines, or empty.</param>
internal sealed record RunEnd(ExitCode Code, string Summary = "");
