namespace TetraBridge.Cli;

/// <summary>How a command ended; scripts depend on the numbers (decisions 7).</summary>
internal enum ExitCode
{
    /// <summary>Done; a stop by SIGTERM too, whenever the bookmarks are saved.</summary>
    Done = 0,

    /// <summary>Failed: the message says why.</summary>
    Failed = 1,

    /// <summary>Mistakes in the command line or the configuration.</summary>
    Mistakes = 2,

    /// <summary>`--once` or `--timeout` ended with records undelivered.</summary>
    Undelivered = 3,

    /// <summary>`--once` is done, with dead letters or gaps.</summary>
    DeadLettersOrGaps = 4,
}
