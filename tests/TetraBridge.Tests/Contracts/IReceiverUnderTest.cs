namespace TetraBridge.Tests.Contracts;

/// <summary>A sink with a receiver that does as it is told.</summary>
internal interface IReceiverUnderTest : ISinkUnderTest
{
    /// <summary>The receiver refuses the next request for its records.</summary>
    void RefuseNext();

    /// <summary>The connection breaks under the next request.</summary>
    void BreakNext();

    /// <summary>The receiver never answers the next request.</summary>
    void SilenceNext();

    /// <summary>Waits until the receiver has got one more request.</summary>
    Task ArrivedAsync();
}
