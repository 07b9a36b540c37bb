using System.Collections.Concurrent;
using System.Text;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;
using TetraBridge.Sinks;

namespace TetraBridge.Tests.Support;

/// <summary>A destination whose answers are a function of the records; a record is its line, or `event_name: body` for one of our own.</summary>
internal sealed class ScriptedSink(SinkLimits? limits = null) : ISink
{
    private readonly ConcurrentQueue<string> _taken = [];
    private readonly ConcurrentQueue<IReadOnlyList<string>> _requests = [];

    /// <summary>Room for all that a test sends, four requests at once.</summary>
    public static SinkLimits Roomy { get; } = new(RequestBytes: 1 << 20, RequestRecords: 1000, RecordAttributes: int.MaxValue, RecordBytes: 1 << 16, InFlight: 4);

    public SinkLimits Limits { get; } = limits ?? Roomy;

    /// <summary>What is answered.</summary>
    public Func<IReadOnlyList<string>, CancellationToken, Task<Verdict>> Answer { get; set; } = static (_, _) => Task.FromResult(Verdict.Delivered);

    /// <summary>Lines longer than this are told as cut.</summary>
    public int CutAbove { get; set; } = int.MaxValue;

    /// <summary>The records of requests that were answered with Delivered, or partly, in the order of the answers.</summary>
    public IReadOnlyCollection<string> Taken => _taken;

    /// <summary>The records of each request, in the order of arrival.</summary>
    public IReadOnlyCollection<IReadOnlyList<string>> Requests => _requests;

    /// <summary>Answers at once.</summary>
    public void Answers(Func<IReadOnlyList<string>, Verdict> answer) => Answer = (records, _) => Task.FromResult(answer(records));

    public IRecordEncoder CreateEncoder() => new LineEncoder(CutAbove);

    public async ValueTask<Verdict> SendAsync(BatchSlice slice, CancellationToken cancellation)
    {
        string[] records = [.. Enumerable.Range(0, slice.Count).Select(i => Encoding.UTF8.GetString(slice.Batch.Bytes.Written.Slice(slice[i].Offset, slice[i].Length)))];
        _requests.Enqueue(records);
        var verdict = await Answer(records, cancellation);
        if (verdict.Kind is VerdictKind.Delivered or VerdictKind.PartlyRejected)
        {
            foreach (var record in records)
            {
                _taken.Enqueue(record);
            }
        }

        return verdict;
    }

    public ValueTask DisposeAsync() => default;
}
