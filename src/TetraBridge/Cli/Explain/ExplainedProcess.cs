namespace TetraBridge.Cli.Explain;

/// <summary>Whose event it is; as the event tells it, not escaped.</summary>
/// <param name="Binary">Path of the program; empty where none is told.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Pid">The process id, as the host counts.</param>
/// <param name="Uid">The user id.</param>
/// <param name="Pod">namespace/name; null outside of pods.</param>
internal sealed record ExplainedProcess(string Binary, string Arguments, long? Pid, long? Uid, string? Pod);
