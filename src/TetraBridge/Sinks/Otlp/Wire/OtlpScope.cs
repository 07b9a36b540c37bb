using System.Text;
using TetraBridge.Buffers;

namespace TetraBridge.Sinks.Otlp.Wire;

/// <summary>What every ScopeLogs says about us, encoded once.</summary>
internal sealed class OtlpScope
{
    /// <summary>The name of our scope.</summary>
    public const string Name = "tetrabridge";

    /// <summary>The attribute that names the version of our list of names (decisions 4).</summary>
    public const string SchemaAttribute = "tetrabridge.schema";

    /// <summary>Encodes the scope.</summary>
    /// <param name="version">The program's version.</param>
    /// <param name="schema">The version of our list of names.</param>
    public OtlpScope(string version, string schema)
    {
        var value = Message((1, Text(schema)));
        var attribute = Message((1, Text(SchemaAttribute)), (2, value));
        Encoded = Message((1, Text(Name)), (2, Text(version)), (3, attribute));
    }

    /// <summary>An encoded InstrumentationScope message, without tag and length.</summary>
    public byte[] Encoded { get; }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Message(params ReadOnlySpan<(int Field, byte[] Content)> fields)
    {
        var buffer = new ByteBuffer(initialCapacity: 128);
        foreach (var (field, content) in fields)
        {
            buffer.Advance(WireFields.WriteField(buffer.Reserve(WireFields.FieldSize(content.Length)), field, content));
        }

        return buffer.Written.ToArray();
    }
}
