namespace TetraBridge.Sinks.Kafka.Transactions;

/// <summary>The bookmark of the last transaction that was committed.</summary>
/// <param name="Number">The transaction's number, counted from 1; 0 where there is none.</param>
/// <param name="Bytes">The bookmark.</param>
internal readonly record struct CommittedBookmark(long Number, byte[]? Bytes)
{
    /// <summary>True where number and bytes are the same: another bridge's transaction may have the same number.</summary>
    public bool IsSame(CommittedBookmark other) => Number == other.Number && Bytes.AsSpan().SequenceEqual(other.Bytes);
}
