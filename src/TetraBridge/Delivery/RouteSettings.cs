using TetraBridge.Sources;

namespace TetraBridge.Delivery;

/// <summary>How a route runs.</summary>
/// <param name="Name">Its name, on which its bookmark hangs.</param>
/// <param name="Start">Where it begins without a bookmark.</param>
/// <param name="Once">Read what is there, drain, stop.</param>
/// <param name="LongestAge">How long a record may wait for others before its request goes.</param>
/// <param name="DrainDeadline">How long a stop waits for verdicts.</param>
/// <param name="IsReset">What a destination keeps of the bookmark is passed over.</param>
internal sealed record RouteSettings(
    string Name, JournalStart Start, bool Once, TimeSpan LongestAge, TimeSpan DrainDeadline, bool IsReset = false);
