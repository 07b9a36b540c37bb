namespace TetraBridge.Cli;

/// <summary>Which exit code tells of several.</summary>
internal static class ExitCodes
{
    private static readonly ExitCode[] _worstFirst = [ExitCode.Mistakes, ExitCode.Failed, ExitCode.Undelivered, ExitCode.DeadLettersOrGaps, ExitCode.Done];

    /// <summary>The worst: 2 over 1 over 3 over 4 over 0 (decisions 7). Of none: done.</summary>
    public static ExitCode Worst(IEnumerable<ExitCode> codes) =>
        codes.DefaultIfEmpty(ExitCode.Done).MinBy(code => Array.IndexOf(_worstFirst, code));
}
