using TetraBridge.Delivery.Sending;

namespace TetraBridge.Sinks;

/// <summary>
/// A sink whose library retries by itself: while a receiver is down its <see cref="ISink.SendAsync"/> waits, and giving a verdict for what
/// may yet arrive would double it. So it tells of the trouble beside the sending; who listens decides what an operator is told.
/// </summary>
internal interface IWaitingSink : ISink
{
    /// <summary>Who is told; set once, before the first sending. Called from any thread, only while a sending waits.</summary>
    IProgress<Verdict>? Trouble { set; }
}
