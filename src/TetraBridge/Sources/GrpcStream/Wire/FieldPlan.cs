using System.Collections.Frozen;
using System.Text;
using TetraBridge.Events;

namespace TetraBridge.Sources.GrpcStream.Wire;

/// <summary>How a field of the wire is written as JSON. Never changed: safe for all threads.</summary>
/// <param name="told">The field of the API.</param>
/// <param name="oneof">The number of its oneof in the message, or -1.</param>
/// <param name="message">The plan of its message, for messages of the API only.</param>
internal sealed class FieldPlan(ApiField told, int oneof, MessagePlan? message)
{
    /// <summary>The key as JSON with the comma before and the colon behind it.</summary>
    public byte[] Key { get; } = Encoding.UTF8.GetBytes($",\"{told.Name}\":");

    /// <summary>The key itself.</summary>
    public ReadOnlySpan<byte> Name => Key.AsSpan(2, Key.Length - 4);

    /// <summary>The number on the wire.</summary>
    public int Number { get; } = told.Number;

    /// <summary>The type.</summary>
    public ApiFieldType Type { get; } = told.Type;

    /// <summary>Whether it is a list.</summary>
    public bool IsRepeated { get; } = told.Repeated;

    /// <summary>The number of its oneof in the message, or -1.</summary>
    public int Oneof { get; } = oneof;

    /// <summary>The plan of its message, for messages of the API only.</summary>
    public MessagePlan? Message { get; } = message;

    /// <summary>The names of an enum's values with their quotes, by number; null for other types.</summary>
    public FrozenDictionary<int, byte[]>? EnumNames { get; } = told.Enum is null
        ? null
        : ApiEnums.All[told.Enum].ToFrozenDictionary(value => value.Key, value => Encoding.UTF8.GetBytes($"\"{value.Value}\""));

    /// <summary>Whether the value stands on the wire as a varint; else it is length-delimited.</summary>
    public bool IsVarint { get; } = IsOfVarints(told);

    /// <summary>
    /// Whether several occurrences of a field that is no list are one message, split (protobuf's merging); of others the last one holds.
    /// </summary>
    public bool Merges { get; } =
        !told.Repeated && !IsOfVarints(told) && told.Type is not (ApiFieldType.String or ApiFieldType.Bytes or ApiFieldType.Map);

    private static bool IsOfVarints(ApiField field) => field.Type is ApiFieldType.Bool or ApiFieldType.Int32 or ApiFieldType.UInt32
        or ApiFieldType.Int64 or ApiFieldType.UInt64 or ApiFieldType.Enum;
}
