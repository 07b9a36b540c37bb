using System.Text;
using TetraBridge.Buffers;

namespace TetraBridge.Records;

/// <summary>Strings of ours as UTF-8, in memory that is used again. Not thread-safe.</summary>
internal sealed class Utf8Text
{
    private readonly ByteBuffer _bytes = new(256);

    /// <summary>The text; valid until the next call.</summary>
    public ReadOnlySpan<byte> Of(string text)
    {
        _bytes.Clear();
        _bytes.Advance(Encoding.UTF8.GetBytes(text, _bytes.Reserve(Encoding.UTF8.GetMaxByteCount(text.Length))));
        return _bytes.Written;
    }
}
