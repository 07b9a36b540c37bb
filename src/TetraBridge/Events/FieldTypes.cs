namespace TetraBridge.Events;

/// <summary>
/// Which JSON tokens a field's type takes: 64-bit numbers are strings in protojson, numbers in older agents; an enum value without a name
/// is a number.
/// </summary>
internal static class FieldTypes
{
    /// <summary>True where a token with this first byte can be a value of the type; what can't be is kept as an unknown value.</summary>
    public static bool Takes(ApiFieldType type, int first) => type switch
    {
        ApiFieldType.Bool or ApiFieldType.BoolValue => first is 't' or 'f',
        ApiFieldType.String or ApiFieldType.Bytes or ApiFieldType.Timestamp or ApiFieldType.Duration => first == '"',
        _ => first is '"' or '-' or (>= '0' and <= '9'),
    };
}
