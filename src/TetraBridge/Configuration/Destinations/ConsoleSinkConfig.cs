namespace TetraBridge.Configuration.Destinations;

/// <summary>Records to standard output.</summary>
/// <param name="Json">One JSON object a record, for machines. Default: an aligned line for people.</param>
internal sealed record ConsoleSinkConfig(bool Json = false) : SinkConfig
{
    /// <inheritdoc/>
    public override bool HasBookmark => false;
}
