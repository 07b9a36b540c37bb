using Microsoft.Extensions.Logging;
using TetraBridge.Delivery.Sending;
using TetraBridge.Delivery.State;
using TetraBridge.Sinks;

namespace TetraBridge.Delivery.Bookmarks;

/// <summary>
/// Where a route begins whose destination keeps the bookmark: asked until it answers; it wins over the local one (decisions 8).
/// </summary>
internal sealed partial class KeptBeginning(string route, IBookmarkingSink sink, OutageLog outage, TimeProvider clock, ILogger logger)
{
    /// <summary>The bookmark to begin with.</summary>
    /// <param name="local">The one in the state folder.</param>
    /// <param name="isReset">The operator wants to begin anew: what the destination keeps is passed over.</param>
    /// <param name="cancellation">Ends the asking.</param>
    public async Task<Bookmark?> FindAsync(Bookmark? local, bool isReset, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            var (verdict, bytes) = await sink.BeginAsync(cancellation).ConfigureAwait(false);
            if (verdict.Kind == VerdictKind.Delivered)
            {
                outage.Succeeded();
                return isReset || bytes is null ? local : Choose(local, bytes);
            }

            outage.Failed(verdict);
            await Task.Delay(
                RetryDelays.Default.Next(verdict, attempt, Random.Shared.NextDouble()), clock, cancellation).ConfigureAwait(false);
        }
    }

    private Bookmark? Choose(Bookmark? local, byte[] bytes)
    {
        if (BookmarkForm.Read(bytes) is not { } kept)
        {
            throw new StateException(
                $"route {route}: the bookmark that the destination keeps can't be understood (form {BookmarkForm.VersionOf(bytes)}, this one knows {BookmarkForm.Version}): run the version that wrote it, or start anew with --reset");
        }

        // Lines that are filtered out or dead move the local one only, and it never passes what is not delivered.
        if (local is not null && local.Totals.Delivered >= kept.Totals.Delivered && local.Totals.Read >= kept.Totals.Read)
        {
            return local;
        }

        GoesOn(logger, route, kept.Totals.Read - (local?.Totals.Read ?? 0));
        return kept;
    }

    [LoggerMessage(22, LogLevel.Information, "route {Route} goes on at the bookmark that its destination keeps; the local one is {Lines} lines behind it (the bridge was ended between delivering and saving)")]
    private static partial void GoesOn(ILogger logger, string route, long lines);
}
