namespace TetraBridge.Configuration.Merging;

/// <summary>
/// Which state folder is taken where none is told: /var/lib/tetrabridge, else $XDG_STATE_HOME/tetrabridge, else ~/.local/state/tetrabridge.
/// </summary>
internal static class StateFolderChoice
{
    /// <summary>The folder of a service.</summary>
    public const string OfTheSystem = "/var/lib/tetrabridge";

    /// <summary>The first folder that could be used; null: none of them.</summary>
    /// <param name="environment">Looks up an environment variable; null: not set.</param>
    /// <param name="canWrite">Whether a folder exists and can be written, or could be made.</param>
    public static string? Choose(Func<string, string?> environment, Func<string, bool> canWrite)
    {
        if (canWrite(OfTheSystem))
        {
            return OfTheSystem;
        }

        // The XDG specification says that a relative path is to be ignored.
        return environment("XDG_STATE_HOME") is { } xdg && Path.IsPathFullyQualified(xdg) ? Path.Combine(xdg, "tetrabridge")
            : environment("HOME") is { } home && Path.IsPathFullyQualified(home) ? Path.Combine(home, ".local/state/tetrabridge")
            : null;
    }
}
