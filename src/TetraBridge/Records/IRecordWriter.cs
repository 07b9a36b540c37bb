using TetraBridge.Records.Attributes;

namespace TetraBridge.Records;

/// <summary>Takes the attributes of one record, or of one resource, in a sink's format. Not thread-safe.</summary>
internal interface IRecordWriter
{
    /// <summary>How many attributes this record or resource has so far; each list is one.</summary>
    int Count { get; }

    /// <summary>An attribute of type String.</summary>
    void Text(AttributeKey key, ReadOnlySpan<byte> utf8);

    /// <summary>An attribute of type Int.</summary>
    void Number(AttributeKey key, long value);

    /// <summary>An attribute of type Bool.</summary>
    void Flag(AttributeKey key, bool value);

    /// <summary>Begins an attribute of type StringList; <see cref="Item"/> and <see cref="EndList"/> follow.</summary>
    void BeginList(AttributeKey key);

    /// <summary>An item of the list begun.</summary>
    void Item(ReadOnlySpan<byte> utf8);

    /// <summary>Ends the list begun.</summary>
    void EndList();
}
