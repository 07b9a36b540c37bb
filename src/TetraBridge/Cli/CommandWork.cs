using Microsoft.Extensions.Logging;
using TetraBridge.Configuration;

namespace TetraBridge.Cli;

/// <summary>What the commands do once their arguments are read. Records and tables go to standard output, all else to the log.</summary>
/// <param name="Run">Runs the bridge until it is done or cancelled; the drain has its own deadline.</param>
/// <param name="Demo">Replays the bundled events.</param>
/// <param name="Explain">Explains events.</param>
/// <param name="Categories">Prints the table of categories.</param>
internal sealed record CommandWork(
    Func<BridgeConfig, ILoggerFactory, CancellationToken, Task<RunEnd>> Run,
    Func<ILoggerFactory, CancellationToken, Task<ExitCode>> Demo,
    Func<ExplainRequest, CancellationToken, Task<ExitCode>> Explain,
    Func<CategoriesRequest, CancellationToken, Task<ExitCode>> Categories);
