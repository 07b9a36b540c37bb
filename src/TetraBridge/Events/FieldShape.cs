namespace TetraBridge.Events;

/// <summary>What the reader does with a field's value.</summary>
internal enum FieldShape
{
    /// <summary>One scalar: a leaf.</summary>
    Scalar,

    /// <summary>A list of scalars: one leaf with the JSON text.</summary>
    ScalarList,

    /// <summary>An object whose fields are looked at.</summary>
    Object,

    /// <summary>An object or a list of objects that stays JSON text: one leaf.</summary>
    Json,

    /// <summary>The list of hook arguments: one leaf with the JSON text, and one for each value in it.</summary>
    ArgumentList,

    /// <summary>One hook argument (the return value): one leaf with the JSON text, and one for each value in it.</summary>
    Argument,
}
