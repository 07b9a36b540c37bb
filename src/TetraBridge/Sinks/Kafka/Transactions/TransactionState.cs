namespace TetraBridge.Sinks.Kafka.Transactions;

/// <summary>Where an exactly-once sink stands between two sendings.</summary>
internal enum TransactionState
{
    /// <summary>The producer must be made, or made anew, and must take the transactional id before anything is sent.</summary>
    Unready,

    /// <summary>A transaction may be opened.</summary>
    Ready,

    /// <summary>One is open, and nobody has asked for its commit: left so, it would hold readers up until the broker gives it up.</summary>
    Open,

    /// <summary>Another bridge delivers by this transactional id: nothing is sent any more.</summary>
    TakenOver,
}
