namespace TetraBridge.Sources.GrpcStream.Replays;

/// <summary>Reads the process of an exec or exit event out of its line. Not thread-safe.</summary>
internal interface ILineProcesses
{
    /// <summary>
    /// Reads it; false for events of other kinds and for what is no event. Valid until the next call, and as long as the buffer.
    /// </summary>
    bool TryRead(byte[] buffer, int start, int length, out SeenProcess seen);
}
