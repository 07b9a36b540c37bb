using Microsoft.Extensions.Logging;
using TetraBridge.Delivery.DeadLetters;
using TetraBridge.Sources;

namespace TetraBridge.Delivery.Bookmarks;

/// <summary>
/// Brings a route's bookmark to the disk while batches settle, beside the reading, so that neither a slow disk nor a held route delays the
/// other. A route without a file keeps none. <c>settle</c> and <c>release</c> are the reader's (<see cref="IJournalReader"/>).
/// </summary>
internal sealed partial class BookmarkKeeper(
    string route,
    SettlementOrder order,
    BookmarkFile? file,
    DeadLetterOffice office,
    Action<Position> settle,
    Action<Position> release,
    TimeProvider clock,
    ILogger logger)
{
    private static readonly TimeSpan _each = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _tellEach = TimeSpan.FromMinutes(1);

    private Bookmark? _saved = order.Bookmark;
    private DateTimeOffset? _told;

    /// <summary>Saves each movement at once, but at most twice a second, until cancelled. Never throws for what the disk does.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await order.MovedAsync(_saved).WaitAsync(cancellation).ConfigureAwait(false);
                Save();
                await Task.Delay(_each, clock, cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
    }

    /// <summary>Saves the bookmark where it has moved; false where it can't be written. Not beside <see cref="RunAsync"/>.</summary>
    public bool Save()
    {
        // Taken before the flush: what this bookmark passes must be on the disk before it (decisions 5, 9).
        var bookmark = order.Bookmark;
        if (bookmark is null || bookmark == _saved)
        {
            return true;
        }

        try
        {
            office.Flush();
            settle(bookmark.Place.Position);
            file?.Save(bookmark, clock.GetUtcNow());

            // Only now: until the new bookmark is on the disk, a power cut goes back to the one before.
            release(bookmark.Place.Position);
            _saved = bookmark;
            _told = null;
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Tell(failure.Message);
            return false;
        }
    }

    private void Tell(string problem)
    {
        var now = clock.GetUtcNow();
        if (_told is null || now - _told >= _tellEach)
        {
            _told = now;
            NotSaved(logger, route, file?.Path ?? "", problem);
        }
    }

    [LoggerMessage(21, LogLevel.Error, "route {Route}: the bookmark {File} can't be saved: {Problem}. Delivery goes on, and it is tried again; after a restart records would be sent again")]
    private static partial void NotSaved(ILogger logger, string route, string file, string problem);
}
