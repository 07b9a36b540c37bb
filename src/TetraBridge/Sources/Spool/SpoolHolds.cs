namespace TetraBridge.Sources.Spool;

/// <summary>Where the routes that read a spool stand: what lies before the last of them is needed by nobody. Thread-safe.</summary>
internal sealed class SpoolHolds
{
    private readonly Lock _lock = new();
    private readonly Dictionary<object, Position?> _places = [];

    /// <summary>A reader holds what is behind a place from now on; null holds everything.</summary>
    public void Hold(object reader, Position? place)
    {
        lock (_lock)
        {
            _places[reader] = place;
        }
    }

    /// <summary>The places of all readers; null in it for one that has settled nothing yet.</summary>
    public IReadOnlyList<Position?> Places()
    {
        lock (_lock)
        {
            return [.. _places.Values];
        }
    }
}
