namespace TetraBridge.Enrichment;

/// <summary>
/// Adds facts to an event; what it needs must have been added before it in the table of enrichers. Not thread-safe where it remembers
/// (time), else pure.
/// </summary>
internal interface IEnricher
{
    /// <summary>Adds its facts.</summary>
    void Enrich(EventFacts facts);
}
