using TetraBridge.Delivery;
using TetraBridge.Sinks;

namespace TetraBridge.Tests.Contracts;

/// <summary>A sink with a receiver that does as it is told.</summary>
internal interface ISinkUnderTest : IAsyncDisposable
{
    ISink Sink { get; }

    /// <summary>Names of all records that the receiver has taken, in order.</summary>
    IReadOnlyList<string> Taken { get; }

    /// <summary>A batch of records that can be told apart by these names.</summary>
    Batch BatchOf(params ReadOnlySpan<string> names);

    /// <summary>The receiver refuses the next request for its records.</summary>
    void RefuseNext();

    /// <summary>The connection breaks under the next request.</summary>
    void BreakNext();

    /// <summary>The receiver never answers the next request.</summary>
    void SilenceNext();

    /// <summary>Waits until the receiver has got one more request.</summary>
    Task ArrivedAsync();
}
