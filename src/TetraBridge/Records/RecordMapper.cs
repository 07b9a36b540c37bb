using System.Buffers.Binary;
using TetraBridge.Enrichment;
using TetraBridge.Records.Attributes;
using TetraBridge.Records.Mapping;

namespace TetraBridge.Records;

/// <summary>
/// Tells an event with its facts as the attributes of a log record, in one order, whatever the sink's format. Each leaf ends in an
/// attribute, in `tetragon.rest`, in the resource, or in a row of <see cref="AttributeTable.LeftOut"/>. Not thread-safe; allocates nothing
/// in the steady state.
/// </summary>
internal sealed class RecordMapper(RecordOptions options)
{
    private readonly RecordKeys _keys = AttributeCatalog.Instance.Keys;
    private readonly ProcessAttributes _process = new();
    private readonly JudgementAttributes _judgements = new();
    private readonly FactAttributes _facts = new();
    private readonly LeafAttributes _leaves = new();
    private readonly RestWriter _rest = new();

    /// <summary>
    /// Writes all attributes. <paramref name="resourceAttributes"/>: how many the resource has; they count where stores limit both
    /// together.
    /// </summary>
    public void Write(EventFacts facts, UInt128 uid, int resourceAttributes, IRecordWriter writer)
    {
        _rest.Clear();
        var before = writer.Count;
        Uid(uid, writer);
        _process.Write(facts.Event, writer);
        _judgements.Write(facts, writer);
        _facts.Write(facts, writer, _rest);
        _leaves.Write(facts.Event, options.Room(writer.Count - before, resourceAttributes), writer, _rest);
        if (!_rest.IsEmpty)
        {
            writer.Text(_keys.Rest, _rest.Finish());
        }
    }

    private void Uid(UInt128 uid, IRecordWriter writer)
    {
        Span<byte> text = stackalloc byte[32];
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, uid);
        Convert.TryToHexStringLower(bytes, text, out _);
        writer.Text(_keys.Uid, text);
        if (options.DocumentId)
        {
            writer.Text(_keys.DocumentId, text);
        }
    }
}
