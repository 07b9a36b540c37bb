using TetraBridge.Delivery.Bookmarks;
using TetraBridge.Delivery.DeadLetters;
using TetraBridge.Delivery.Intake;
using TetraBridge.Delivery.Sending;
using TetraBridge.Enrichment;

namespace TetraBridge.Delivery;

/// <summary>What a route is made of, beside journal and sink.</summary>
internal sealed record RouteParts(
    LineProcessor Lines,
    Sender Sender,
    DeadLetterOffice Office,
    DeadLetterNotices Notices,
    OutageLog Outage,
    TimeKeeper Time,
    BookmarkFile? BookmarkFile,
    Bookmark? Bookmark,
    ISecretGuard? Guard = null);
