using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using TetraBridge.Buffers;
using TetraBridge.Categories;
using TetraBridge.Delivery.Batches;
using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Records;
using TetraBridge.Records.Attributes;

namespace TetraBridge.Delivery.DeadLetters;

/// <summary>
/// Records that tell a route's destination of its dead letters, so that who watches there sees them: at most ten a minute, then one that
/// counts. A notice that is itself refused makes no new one. Thread-safe.
/// </summary>
internal sealed class DeadLetterNotices(Classifier classifier, TimeProvider clock)
{
    private const int MostAMinute = 10;

    private readonly Lock _lock = new();
    private readonly ConcurrentQueue<BridgeRecord> _waiting = [];
    private readonly EventInterpreter _interpreter = new(classifier, []);
    private long _minute;
    private int _thisMinute;
    private long _onlyCounted;

    /// <summary>True where nothing waits to be told.</summary>
    public bool IsEmpty => _waiting.IsEmpty && Interlocked.Read(ref _onlyCounted) == 0;

    /// <summary>Notes a dead letter.</summary>
    public void Add(DeadLetter letter, ReadOnlySpan<byte> line)
    {
        lock (_lock)
        {
            if (IsWithinTheMinute(1))
            {
                _waiting.Enqueue(Notice(letter, line));
            }
        }
    }

    /// <summary>Notes a request of which the receiver refused some records without naming them.</summary>
    public void AddSuspects(long dead, BatchSlice slice)
    {
        lock (_lock)
        {
            if (IsWithinTheMinute(dead))
            {
                _waiting.Enqueue(Suspects(dead, slice));
            }
        }
    }

    /// <summary>The next notice to tell; with <paramref name="atEnd"/> what was only counted this minute is told too.</summary>
    public bool TryTake(bool atEnd, [NotNullWhen(true)] out BridgeRecord? notice)
    {
        // Asked for each block: nothing waits, nothing is locked.
        if (IsEmpty)
        {
            notice = null;
            return false;
        }

        lock (_lock)
        {
            if (atEnd || ThisMinute() != _minute)
            {
                TellCounted();
            }

            return _waiting.TryDequeue(out notice);
        }
    }

    private long ThisMinute() => clock.GetUtcNow().ToUnixTimeSeconds() / 60;

    private bool IsWithinTheMinute(long dead)
    {
        if (ThisMinute() is var minute && minute != _minute)
        {
            TellCounted();
            _minute = minute;
            _thisMinute = 0;
        }

        if (++_thisMinute <= MostAMinute)
        {
            return true;
        }

        _onlyCounted += dead;
        return false;
    }

    private void TellCounted()
    {
        if (_onlyCounted > 0)
        {
            _waiting.Enqueue(Count(_onlyCounted));
            _onlyCounted = 0;
        }
    }

    private BridgeRecord Notice(DeadLetter letter, ReadOnlySpan<byte> line)
    {
        var keys = AttributeCatalog.Instance.Keys;
        var attributes = new List<KeyValuePair<AttributeKey, object>>
        {
            new(keys.DeadLetterReason, letter.Reason),
            new(keys.DeadLetterSize, letter.Length),
        };
        var what = "a line that is no event";
        if (letter.Uid is { } uid && Read(line))
        {
            var facts = _interpreter.Facts;
            var kind = Encoding.UTF8.GetString(facts.Event.KindName);
            var binary = Encoding.UTF8.GetString(facts.Event.Value(Fields.Binary));
            what = $"{kind} of {PrintableText.Of(binary)}";
            attributes.Add(new(keys.DeadLetterUid, RecordUid.Text(uid)));
            attributes.Add(new(keys.DeadLetterKind, kind));
            attributes.Add(new(keys.DeadLetterBinary, binary));
            if (facts.Matches.Count > 0)
            {
                attributes.Add(new(keys.DeadLetterCategory, facts.Matches.Select(match => match.Category.Info.Id).ToList()));
            }
        }

        return Record($"Not delivered, kept as a dead letter ({letter.Reason}): {what}, {letter.Length} bytes",
            $"dead_letter {letter.Reason} {letter.Fingerprint:x32} {letter.Offset}", attributes);
    }

    private BridgeRecord Suspects(long dead, BatchSlice slice)
    {
        var keys = AttributeCatalog.Instance.Keys;
        return Record(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{dead} of {slice.Count} records of a request were refused without being named; the request is kept as dead letters (suspects)"),
            string.Create(CultureInfo.InvariantCulture, $"dead_letters suspects {dead} {slice.Count} {slice[0].Uid:x32}"),
            [new(keys.DeadLetterReason, "suspects"), new(keys.DeadLetterCount, dead), new(keys.DeadLetterSize, slice.RecordBytes)]);
    }

    private BridgeRecord Count(long count)
    {
        var now = clock.GetUtcNow().UnixNanoseconds();
        return Record(
            string.Create(CultureInfo.InvariantCulture, $"{count} more lines or records were not delivered and are kept as dead letters"),
            string.Create(CultureInfo.InvariantCulture, $"dead_letters {count} {now}"),
            [new(AttributeCatalog.Instance.Keys.DeadLetterCount, count)]);
    }

    private BridgeRecord Record(string body, string identity, IReadOnlyList<KeyValuePair<AttributeKey, object>> attributes) =>
        new("tetrabridge.dead_letter", Severity.Warn, body, XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(identity)), clock.GetUtcNow().UnixNanoseconds(), attributes);

    private bool Read(ReadOnlySpan<byte> line)
    {
        if (_interpreter.Read(line.ToArray(), 0, line.Length) != LineProblem.None)
        {
            return false;
        }

        _interpreter.Judge();
        return true;
    }
}
