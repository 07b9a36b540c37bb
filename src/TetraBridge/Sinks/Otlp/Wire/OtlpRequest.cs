using System.IO.Compression;
using TetraBridge.Buffers;
using TetraBridge.Delivery.Batches;
using TetraBridge.Sinks.Otlp.Transport;
using ZstdSharp;

namespace TetraBridge.Sinks.Otlp.Wire;

/// <summary>
/// An `ExportLogsServiceRequest` made from a slice, in memory that is used again. Records are grouped by resource by a counting sort
/// straight into the request: one pass counts, one copies each record to where its group has room. Inside a group the order stays. Not
/// thread-safe.
/// </summary>
internal sealed class OtlpRequest(OtlpScope scope) : IDisposable
{
    // Field numbers of ExportLogsServiceRequest, ResourceLogs and ScopeLogs (OTLP 1.x).
    private const int ResourceLogsField = 1;
    private const int ResourceField = 1;
    private const int ScopeLogsField = 2;
    private const int ScopeField = 1;
    private const int LogRecordField = 2;

    private const int Step = 512 * 1024;

    private readonly ByteBuffer _bytes = new(initialCapacity: 64 * 1024);
    private readonly MemoryStream _packed = new();
    private Compressor? _zstd;
    private int[] _recordBytes = [];
    private int[] _next = [];

    /// <summary>The request as written last.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    /// <summary>The exact size of the request that <see cref="Write"/> would make.</summary>
    public int Measure(BatchSlice slice)
    {
        CountRecordBytes(slice);
        var total = 0;
        for (var group = 0; group < slice.Batch.Groups.Count; group++)
        {
            if (_recordBytes[group] > 0)
            {
                var size = SizesOf(slice.Batch.Groups[group], _recordBytes[group]).ResourceLogs;
                total = checked(total + WireFields.FieldSize(size));
            }
        }

        return total;
    }

    /// <summary>Writes the request over the one before. A resource without records is left out: empty envelopes are never sent.</summary>
    public void Write(BatchSlice slice)
    {
        _bytes.Clear();
        var target = _bytes.Reserve(RoundedUp(Measure(slice)));
        _bytes.Advance(WriteEnvelopes(slice, target));
        WriteRecords(slice, target);
    }

    /// <summary>The request packed with gzip; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Gzip()
    {
        _packed.SetLength(0);
        using (var gzip = new GZipStream(_packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(_bytes.Written);
        }

        return _packed.GetBuffer().AsMemory(0, (int)_packed.Length);
    }

    /// <summary>The request packed with zstd; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Zstd()
    {
        _zstd ??= new Compressor(ZstdProvider.Level);
        _packed.SetLength(Compressor.GetCompressBound(_bytes.Length));
        return _packed.GetBuffer().AsMemory(0, _zstd.Wrap(_bytes.Written, _packed.GetBuffer().AsSpan(0, (int)_packed.Length)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _packed.Dispose();
        _zstd?.Dispose();
    }

    // Requests differ by a little: a buffer that grew by doubling would be half empty for good.
    private static int RoundedUp(int size) => (int)Math.Min((size + Step - 1L) / Step * Step, Array.MaxLength);

    /// <summary>Writes everything but the records and notes where each group's records begin.</summary>
    private int WriteEnvelopes(BatchSlice slice, Span<byte> target)
    {
        var at = 0;
        for (var group = 0; group < slice.Batch.Groups.Count; group++)
        {
            if (_recordBytes[group] == 0)
            {
                continue;
            }

            var resource = slice.Batch.Groups[group];
            var sizes = SizesOf(resource, _recordBytes[group]);
            at += WireFields.WriteFieldStart(target[at..], ResourceLogsField, sizes.ResourceLogs);
            at += WireFields.WriteField(target[at..], ResourceField, resource);
            at += WireFields.WriteFieldStart(target[at..], ScopeLogsField, sizes.ScopeLogs);
            at += WireFields.WriteField(target[at..], ScopeField, scope.Encoded);
            _next[group] = at;
            at += _recordBytes[group];
        }

        return at;
    }

    private void WriteRecords(BatchSlice slice, Span<byte> target)
    {
        var records = slice.Batch.Bytes.Written;
        for (var i = 0; i < slice.Count; i++)
        {
            var record = slice[i];
            ref var next = ref _next[record.Group];
            next += WireFields.WriteField(target[next..], LogRecordField, records.Slice(record.Offset, record.Length));
        }
    }

    private void CountRecordBytes(BatchSlice slice)
    {
        var groups = slice.Batch.Groups.Count;
        if (_recordBytes.Length < groups)
        {
            _recordBytes = new int[groups];
            _next = new int[groups];
        }

        Array.Clear(_recordBytes, 0, groups);
        for (var i = 0; i < slice.Count; i++)
        {
            var record = slice[i];
            ref var bytes = ref _recordBytes[record.Group];
            bytes = checked(bytes + WireFields.FieldSize(record.Length));
        }
    }

    private (int ResourceLogs, int ScopeLogs) SizesOf(byte[] resource, int recordBytes)
    {
        var scopeLogs = WireFields.FieldSize(scope.Encoded.Length) + recordBytes;
        return (WireFields.FieldSize(resource.Length) + WireFields.FieldSize(scopeLogs), scopeLogs);
    }
}
