namespace TetraBridge.Sinks.Kafka.Transactions;

/// <summary>
/// The transactions of one producer. Null says that a step came about. The steps wait inside, and end soon after a cancellation with
/// <see cref="OperationCanceledException"/>. One at a time.
/// </summary>
internal interface IKafkaTransactions
{
    /// <summary>Fences whoever had the transactional id before, and ends what it left open.</summary>
    Task<TransactionFailure?> InitAsync(CancellationToken cancellation);

    /// <summary>The bookmark of the last transaction that was committed; after <see cref="InitAsync"/>.</summary>
    Task<(TransactionFailure? Failure, CommittedBookmark Bookmark)> ReadAsync(CancellationToken cancellation);

    /// <summary>Opens a transaction.</summary>
    TransactionFailure? Begin();

    /// <summary>Puts the bookmark into the open transaction.</summary>
    /// <param name="topic">A topic that exists: offsets belong to one.</param>
    /// <param name="bookmark">The bookmark; at most 4,000 bytes.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<TransactionFailure?> KeepAsync(string topic, CommittedBookmark bookmark, CancellationToken cancellation);

    /// <summary>Commits; a failure leaves it in doubt whether it was.</summary>
    Task<TransactionFailure?> CommitAsync(CancellationToken cancellation);

    /// <summary>Aborts.</summary>
    Task<TransactionFailure?> AbortAsync(CancellationToken cancellation);
}
