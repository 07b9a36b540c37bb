namespace TetraBridge.Configuration.Secrets;

/// <summary>Where a secret is: in the environment, or in a file, of which one is told (design law 7).</summary>
/// <param name="Value">From the environment.</param>
/// <param name="File">Absolute path.</param>
internal sealed record SecretConfig(GuardedText? Value, string? File)
{
    /// <summary>The secret; a file is read each time, so that a new one holds, and its last line break is left out.</summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public string Read() => Value is not null ? Value.Reveal : System.IO.File.ReadAllText(File!).TrimEnd('\r', '\n');
}
