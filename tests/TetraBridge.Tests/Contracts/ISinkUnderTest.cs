using TetraBridge.Delivery.Batches;
using TetraBridge.Sinks;

namespace TetraBridge.Tests.Contracts;

/// <summary>A sink whose records can be seen to arrive.</summary>
internal interface ISinkUnderTest : IAsyncDisposable
{
    ISink Sink { get; }

    /// <summary>Names of all records that have arrived, in order.</summary>
    IReadOnlyList<string> Taken { get; }

    /// <summary>A batch of records that can be told apart by these names.</summary>
    Batch BatchOf(params ReadOnlySpan<string> names);
}
