using TetraBridge.Buffers;
using TetraBridge.Configuration;

namespace TetraBridge.Cli;

/// <summary>Tells the operator's mistakes.</summary>
internal static class MistakePrinter
{
    /// <summary>All of them, a line each, and how many where there are several.</summary>
    public static ExitCode Print(TextWriter error, IReadOnlyList<Mistake> mistakes)
    {
        foreach (var mistake in mistakes)
        {
            error.WriteLine($"tetrabridge: {PrintableText.Of(mistake.ToString())}");
        }

        if (mistakes.Count > 1)
        {
            error.WriteLine($"tetrabridge: {mistakes.Count} mistakes; nothing was started");
        }

        return ExitCode.Mistakes;
    }
}
