namespace TetraBridge.Records.Attributes;

/// <summary>The type of an attribute's value; an attribute has one type in all records, or stores with typed columns refuse it.</summary>
internal enum AttributeType
{
    /// <summary>UTF-8 text.</summary>
    String,

    /// <summary>A 64-bit integer.</summary>
    Int,

    /// <summary>A boolean.</summary>
    Bool,

    /// <summary>A list of texts.</summary>
    StringList,
}
