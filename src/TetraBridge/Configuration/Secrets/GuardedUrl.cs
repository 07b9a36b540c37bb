namespace TetraBridge.Configuration.Secrets;

/// <summary>A URL that may hold a token in its path or query: all that prints gets <see cref="Shown"/> (design law 7).</summary>
/// <param name="address">The absolute URL, for the wire only.</param>
/// <param name="shown">For people: as written, `${env:NAME}` left in place, the query masked.</param>
internal sealed class GuardedUrl(Uri address, string shown)
{
    /// <summary>The URL itself.</summary>
    public Uri Address { get; } = address;

    /// <summary>For people.</summary>
    public string Shown { get; } = shown;

    /// <summary>The same as <see cref="Shown"/>.</summary>
    public override string ToString() => Shown;
}
