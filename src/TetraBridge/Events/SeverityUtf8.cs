using System.Text;

namespace TetraBridge.Events;

/// <summary>Severity texts as UTF-8, for encoders.</summary>
internal static class SeverityUtf8
{
    private static readonly byte[][] _texts = [.. Enumerable.Range(0, 18).Select(number => Encoding.UTF8.GetBytes(Enum.IsDefined((Severity)number) ? ((Severity)number).Text() : ""))];

    /// <summary>The text; empty where the severity is not decided.</summary>
    public static ReadOnlySpan<byte> Of(Severity severity) => _texts[(int)severity];
}
