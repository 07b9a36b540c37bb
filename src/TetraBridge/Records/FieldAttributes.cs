namespace TetraBridge.Records;

/// <summary>What the catalog says of one field: its role, and its attributes with how to tell them.</summary>
internal sealed record FieldAttributes(FieldRole Role, IReadOnlyList<(AttributeRow Row, AttributeKey Key)> Attributes);
