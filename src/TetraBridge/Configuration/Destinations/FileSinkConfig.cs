namespace TetraBridge.Configuration.Destinations;

/// <summary>OTLP JSON, a request a line, appended to a file.</summary>
/// <param name="Path">Absolute path; made with mode 0600.</param>
internal sealed record FileSinkConfig(string Path) : SinkConfig
{
    /// <inheritdoc/>
    public override bool HasBookmark => true;
}
