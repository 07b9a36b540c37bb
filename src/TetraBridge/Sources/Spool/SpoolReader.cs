namespace TetraBridge.Sources.Spool;

/// <summary>
/// One route's way through a spool. It reads what is written, fsynced or not, so that no event waits for the disk; a bookmark waits instead
/// (<see cref="Settle"/>), since only it must never pass what a power cut can take. Not thread-safe, but for <see cref="Settle"/> and
/// <see cref="Release"/>.
/// </summary>
internal sealed class SpoolReader : IJournalReader
{
    private readonly IJournalReader _files;
    private readonly SpoolWriter _writer;
    private readonly TimeProvider _time;
    private long _seen;

    /// <summary>Takes the reader of the files over; holds the spool from the bookmark on.</summary>
    public SpoolReader(IJournalReader files, SpoolWriter writer, Position? bookmark, TimeProvider time)
    {
        _files = files;
        _writer = writer;
        _time = time;
        writer.Holds.Hold(this, bookmark);
    }

    /// <inheritdoc/>
    public bool IsCompleted => _files.IsCompleted;

    /// <inheritdoc/>
    public JournalItem? TryRead()
    {
        _seen = _writer.News.Version;
        return _writer.IsOpen ? _files.TryRead() : null;
    }

    /// <inheritdoc/>
    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_writer.News.After(_seen) is { IsCompleted: false } news && !IsCompleted)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(news, Task.Delay(atMost, _time, either.Token)).ConfigureAwait(false);
            await either.CancelAsync().ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc/>
    public JournalLag Lag() => _files.Lag() with { UntilLost = null };

    /// <inheritdoc/>
    public void Settle(Position position) => _writer.Sync();

    /// <inheritdoc/>
    public void Release(Position position) => _writer.Holds.Hold(this, position);

    /// <inheritdoc/>
    public void Dispose() => _files.Dispose();
}
