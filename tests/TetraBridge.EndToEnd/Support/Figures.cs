namespace TetraBridge.EndToEnd.Support;

/// <summary>Figures that a test measured, for people: in the test's output, and live where the runner shows diagnostics.</summary>
internal static class Figures
{
    /// <summary>Prints a line.</summary>
    public static void Print(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        TestContext.Current.SendDiagnosticMessage(line);
    }
}
