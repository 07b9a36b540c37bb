namespace TetraBridge.Delivery;

/// <summary>How a route ended.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Totals">What this run did.</param>
/// <param name="Undelivered">Records without an end; they are read again at the next start.</param>
/// <param name="Unread">Bytes left unread.</param>
/// <param name="Gaps">Gaps told.</param>
internal sealed record RouteOutcome(string Name, Tally Totals, long Undelivered, long Unread, long Gaps);
