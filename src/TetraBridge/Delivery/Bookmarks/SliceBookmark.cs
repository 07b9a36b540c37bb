using System.IO.Hashing;
using TetraBridge.Delivery.Batches;
using TetraBridge.Sources;

namespace TetraBridge.Delivery.Bookmarks;

/// <summary>
/// Where a route stands once a slice is taken and all before it has an end: for sinks that keep the bookmark with the records, one sending
/// after the other.
/// </summary>
internal static class SliceBookmark
{
    /// <summary>The bookmark; null where neither this batch nor one before it has a place in the journal.</summary>
    /// <param name="slice">A slice of a closed batch.</param>
    /// <param name="sent">What became of the batch's records before it.</param>
    public static Bookmark? After(BatchSlice slice, Tally sent)
    {
        var (batch, end) = (slice.Batch, slice.Start + slice.Count);
        var done = sent + new Tally(Delivered: slice.Count);
        if (batch.Range is not { } range)
        {
            return null;
        }

        return end == batch.Records.Count
            ? Of(batch, range.End ?? batch.Before?.Place, range.NewestTime, range.Tally + done)
            : Of(batch, Behind(batch, end, out var taken) ?? batch.Before?.Place, 0, taken + done);
    }

    private static Bookmark? Of(Batch batch, Bookmarked? place, long newestTime, Tally tally) =>
        place is { } known
            ? new Bookmark(known, Math.Max(newestTime, batch.Before?.NewestTime ?? 0), (batch.Before?.Totals ?? default) + tally)
            : null;

    // In the middle of a batch: behind the last line that a record came from. What was filtered or blank is counted with the batch's last
    // record only; a bridge that goes on here counts it again.
    private static Bookmarked? Behind(Batch batch, int end, out Tally taken)
    {
        Bookmarked? place = null;
        long lines = 0;
        for (var i = end - 1; i >= 0; i--)
        {
            if (batch.Records[i].Line is { } line)
            {
                lines++;
                place ??= new Bookmarked(
                    new Position(batch.Keeper(line).File, line.FileOffset + line.Length + 1),
                    XxHash128.HashToUInt128(batch.Line(batch.Records[i]).Span));
            }
        }

        taken = new Tally(Read: lines, Told: end - lines);
        return place;
    }
}
