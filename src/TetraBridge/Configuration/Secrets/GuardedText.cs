namespace TetraBridge.Configuration.Secrets;

/// <summary>
/// A value that may be a secret: only <see cref="Reveal"/> gives it, all that prints gets <see cref="Shown"/> (design law 7).
/// </summary>
/// <param name="reveal">The value.</param>
/// <param name="shown">What people see: as written where it came from the environment (`${env:NAME}`), else a mask.</param>
internal sealed class GuardedText(string reveal, string shown = GuardedText.Mask)
{
    /// <summary>What stands for a secret.</summary>
    public const string Mask = "***";

    /// <summary>The value itself: for the wire only.</summary>
    public string Reveal { get; } = reveal;

    /// <summary>For people.</summary>
    public string Shown { get; } = shown;

    /// <summary>The same as <see cref="Shown"/>.</summary>
    public override string ToString() => Shown;
}
