using TetraBridge.Sources;

namespace TetraBridge.Delivery;

/// <summary>How a route stands at an instant.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Tally">The books, of this run.</param>
/// <param name="InFlight">Records without an end.</param>
/// <param name="Gaps">Gaps told.</param>
/// <param name="Lag">What is unread.</param>
/// <param name="NewestTime">The newest live time that was read, in nanoseconds since 1970; 0 where there is none.</param>
/// <param name="Trouble">Why it can't deliver now; null where it can.</param>
internal sealed record RouteStatus(string Name, Tally Tally, long InFlight, long Gaps, JournalLag Lag, long NewestTime, string? Trouble);
