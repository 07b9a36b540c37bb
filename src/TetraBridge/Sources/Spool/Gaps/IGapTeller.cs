namespace TetraBridge.Sources.Spool.Gaps;

/// <summary>Brings the gap of an outage into the spool. Thread-safe; never waits.</summary>
internal interface IGapTeller
{
    /// <summary>
    /// Takes a gap with its span, whose words say who did not listen, when and why; what became of the events is added here.
    /// </summary>
    void Tell(SpoolGap gap);
}
