using TetraBridge.Delivery.Sending;

namespace TetraBridge.Sinks;

/// <summary>
/// A sink whose library retries by itself: while a receiver is down its <see cref="ISink.SendAsync"/> waits, and giving a verdict for what
/// may yet arrive would double it. So it tells of the trouble beside the sending; who listens decides what an operator is told.
/// </summary>
internal interface IWaitingSink : ISink
{
    /// <summary>Names who is told; once, before the first sending. It is told from any thread, only while a sending waits.</summary>
    void TellTrouble(IProgress<Verdict> to);
}
