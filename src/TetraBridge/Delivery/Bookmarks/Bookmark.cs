using TetraBridge.Sources;

namespace TetraBridge.Delivery.Bookmarks;

/// <summary>How far a route has come for good: all before it is settled (design law 1).</summary>
/// <param name="Place">Where reading goes on.</param>
/// <param name="NewestTime">The newest live time before it, in nanoseconds since 1970.</param>
/// <param name="Totals">The books up to it.</param>
internal sealed record Bookmark(Bookmarked Place, long NewestTime, Tally Totals);
