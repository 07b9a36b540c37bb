namespace TetraBridge.EndToEnd.Support;

/// <summary>An export file that is written and rotated while a test runs; nothing is removed, so that it can be compared with what arrived.</summary>
internal interface IExportLoad : IAsyncDisposable
{
    /// <summary>How often the file was rotated so far.</summary>
    int Rotations { get; }

    /// <summary>Stops writing; all that was written is in the files.</summary>
    Task StopAsync();

    /// <summary>The uids of all lines, in the order of the files; after <see cref="StopAsync"/>.</summary>
    IReadOnlyList<string> Uids();
}
