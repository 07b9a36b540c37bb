using TetraBridge.Delivery.Intake;

namespace TetraBridge.Tests.Support;

/// <summary>A guard that knows one secret.</summary>
internal sealed class MarkerGuard : ISecretGuard
{
    public void Guard(Span<byte> line)
    {
        for (var at = line.IndexOf("MARKER"u8); at >= 0; at = line.IndexOf("MARKER"u8))
        {
            line.Slice(at, 6).Fill((byte)'*');
        }
    }
}
