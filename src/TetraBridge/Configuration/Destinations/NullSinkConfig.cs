namespace TetraBridge.Configuration.Destinations;

/// <summary>Records are made and thrown away: for measuring.</summary>
internal sealed record NullSinkConfig : SinkConfig
{
    /// <inheritdoc/>
    public override bool HasBookmark => false;
}
