using System.Text;
using TetraBridge.Buffers;
using TetraBridge.Delivery.Batches;
using TetraBridge.Events.Json;
using TetraBridge.Records.Attributes;
using TetraBridge.Sinks.Otlp.Wire;

namespace TetraBridge.Sinks.OtlpFile;

/// <summary>
/// An ExportLogsServiceRequest as one line of OTLP JSON, as the collector's file exporter writes it and its otlp_json_file receiver reads
/// it. Not thread-safe.
/// </summary>
/// <param name="version">The program's version, for the scope.</param>
internal sealed class OtlpJsonRequest(string version)
{
    private readonly byte[] _scope = Scope(version);
    private readonly ByteBuffer _line = new(64 * 1024);
    private int[] _first = [];
    private int[] _last = [];
    private int[] _next = [];

    /// <summary>The request, newline included; valid until the next call. Records keep their order within a resource.</summary>
    public ReadOnlyMemory<byte> Of(BatchSlice slice)
    {
        _line.Clear();
        Chain(slice);
        _line.Write("{\"resourceLogs\":["u8);
        var any = false;
        for (var group = 0; group < slice.Batch.Groups.Count; group++)
        {
            if (_first[group] >= 0)
            {
                _line.Write(any ? ",{\"resource\":"u8 : "{\"resource\":"u8);
                any = true;
                _line.Write(slice.Batch.Groups[group]);
                _line.Write(_scope);
                Records(slice, group);
                _line.Write("]}]}"u8);
            }
        }

        _line.Write("]}\n"u8);
        return _line.WrittenMemory;
    }

    private void Records(BatchSlice slice, int group)
    {
        for (var i = _first[group]; i >= 0; i = _next[i])
        {
            if (i != _first[group])
            {
                _line.Write((byte)',');
            }

            var record = slice[i];
            _line.Write(slice.Batch.Bytes.Written.Slice(record.Offset, record.Length));
        }
    }

    // Chains the records of each group by their index in the slice; -1 ends a chain.
    private void Chain(BatchSlice slice)
    {
        var groups = slice.Batch.Groups.Count;
        if (_first.Length < groups)
        {
            _first = new int[groups];
            _last = new int[groups];
        }

        if (_next.Length < slice.Count)
        {
            _next = new int[slice.Count];
        }

        _first.AsSpan(0, groups).Fill(-1);
        for (var i = 0; i < slice.Count; i++)
        {
            var group = slice[i].Group;
            _next[i] = -1;
            if (_first[group] < 0)
            {
                _first[group] = i;
            }
            else
            {
                _next[_last[group]] = i;
            }

            _last[group] = i;
        }
    }

    private static byte[] Scope(string version)
    {
        var json = new ByteBuffer(256);
        json.Write(",\"scopeLogs\":[{\"scope\":{\"name\":"u8);
        JsonText.Quote(Encoding.UTF8.GetBytes(OtlpScope.Name), json);
        json.Write(",\"version\":"u8);
        JsonText.Quote(Encoding.UTF8.GetBytes(version), json);
        json.Write(",\"attributes\":"u8);
        var attributes = new OtlpJsonAttributes();
        attributes.Begin(json);
        attributes.Text(
            new AttributeKey(OtlpScope.SchemaAttribute, AttributeType.String, -1), Encoding.UTF8.GetBytes(AttributeCatalog.SchemaVersion));
        attributes.End();
        json.Write("},\"logRecords\":["u8);
        return json.Written.ToArray();
    }
}
