using Microsoft.Win32.SafeHandles;

namespace TetraBridge.Sinks.Console;

/// <summary>
/// Standard output as what it is: a descriptor. The runtime's own stream for it takes a broken pipe (EPIPE) for a success, so that records
/// would go nowhere for ever.
/// </summary>
internal static class StandardOutput
{
    /// <summary>Opens it, unbuffered; closing the stream leaves the descriptor open.</summary>
    public static Stream Open() => OperatingSystem.IsWindows()
        ? System.Console.OpenStandardOutput()
        : new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
}
