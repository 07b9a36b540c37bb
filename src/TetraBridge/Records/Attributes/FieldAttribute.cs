using System.Text;
using TetraBridge.Events;

namespace TetraBridge.Records.Attributes;

/// <summary>One attribute of a field: a row of <see cref="AttributeTable"/> made ready for the hot path. Immutable.</summary>
internal sealed class FieldAttribute(AttributeRow row, AttributeKey key)
{
    private readonly byte[] _function = Encoding.UTF8.GetBytes(row.Function);
    private readonly byte[] _prefix = Encoding.UTF8.GetBytes(row.Prefix);

    /// <summary>Its key.</summary>
    public AttributeKey Key { get; } = key;

    /// <summary>How the value is told.</summary>
    public AttributeForm Form { get; } = row.Form;

    /// <summary>For <see cref="AttributeForm.EnumName"/>: what to take off.</summary>
    public ReadOnlySpan<byte> Prefix => _prefix;

    /// <summary>True where the row is for all kinds and functions.</summary>
    public bool IsForAll { get; } = row.Kind == EventKind.Unknown && row.Function.Length == 0;

    /// <summary>True where the row is for events of this kind and hook function.</summary>
    public bool IsFor(TetragonEvent e) =>
        IsForAll
            || ((row.Kind == EventKind.Unknown || row.Kind == e.Kind) && (_function.Length == 0 || e.Value(Fields.FunctionName).SequenceEqual(_function)));
}
