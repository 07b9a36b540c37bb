namespace TetraBridge.EndToEnd.Kills;

/// <summary>One life of the bridge.</summary>
/// <param name="Started">When it was started, in nanoseconds since 1970: what it observes is later.</param>
/// <param name="Settled">How many lines the bookmark that it found has settled.</param>
internal sealed record KilledRun(long Started, long Settled);
