using System.Text.Json;

namespace TetraBridge.Events;

/// <summary>Which JSON tokens a field's type takes: 64-bit numbers are strings in protojson, numbers in older agents; an enum value without a name is a number.</summary>
internal static class FieldTypes
{
    /// <summary>True where the token can be a value of the type; what can't be is kept as an unknown value.</summary>
    public static bool Takes(ApiFieldType type, JsonTokenType token) => type switch
    {
        ApiFieldType.Bool or ApiFieldType.BoolValue => token is JsonTokenType.True or JsonTokenType.False,
        ApiFieldType.String or ApiFieldType.Bytes or ApiFieldType.Timestamp or ApiFieldType.Duration => token == JsonTokenType.String,
        _ => token is JsonTokenType.String or JsonTokenType.Number,
    };
}
