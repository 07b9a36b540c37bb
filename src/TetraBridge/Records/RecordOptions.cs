namespace TetraBridge.Records;

/// <summary>How full a record may be.</summary>
/// <param name="AttributeLimit">Most attributes of a record; int.MaxValue: no limit.</param>
/// <param name="DocumentId">Also tell the uid as `elasticsearch.document_id`.</param>
internal sealed record RecordOptions(int AttributeLimit, bool DocumentId = false)
{
    /// <summary>How many resource attributes the limit of 96 allows for beside: Loki takes 128 of both, and some for itself.</summary>
    public const int ResourceAttributesIncluded = 24;

    /// <summary>
    /// How many attributes a record may still take that has <paramref name="written"/> and whose resource has <paramref
    /// name="resourceAttributes"/>.
    /// </summary>
    public int Room(int written, int resourceAttributes) =>
        AttributeLimit - written - Math.Max(0, resourceAttributes - ResourceAttributesIncluded);
}
