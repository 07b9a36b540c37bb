using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using TetraBridge.Buffers;
using TetraBridge.Categories;
using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Records;

namespace TetraBridge.Delivery;

/// <summary>
/// Records that tell a route's destination of its dead letters, so that who watches there sees them: at most ten a minute, then one that counts. A notice that
/// is itself refused makes no new one. Thread-safe.
/// </summary>
internal sealed class DeadLetterNotices(Classifier classifier, TimeProvider clock)
{
    private const int MostAMinute = 10;

    private readonly Lock _lock = new();
    private readonly ConcurrentQueue<BridgeRecord> _waiting = [];
    private readonly EventReader _reader = new();
    private readonly EventFacts _facts = new() { Event = new TetragonEvent() };
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
            var minute = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
            if (minute != _minute)
            {
                _minute = minute;
                _thisMinute = 0;
            }

            if (++_thisMinute > MostAMinute)
            {
                _onlyCounted++;
                return;
            }

            _waiting.Enqueue(Notice(letter, line));
        }
    }

    /// <summary>The next notice to tell; with <paramref name="atEnd"/> what was only counted this minute is told too.</summary>
    public bool TryTake(bool atEnd, out BridgeRecord notice)
    {
        if (_waiting.TryDequeue(out var next))
        {
            notice = next;
            return true;
        }

        lock (_lock)
        {
            if (_onlyCounted > 0 && (atEnd || clock.GetUtcNow().ToUnixTimeSeconds() / 60 != _minute))
            {
                notice = Count(_onlyCounted);
                _onlyCounted = 0;
                return true;
            }
        }

        notice = null!;
        return false;
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
            var binary = Encoding.UTF8.GetString(_facts.Event.Value(Fields.Binary));
            what = $"{Encoding.UTF8.GetString(_facts.Event.KindName)} of {PrintableText.Of(binary)}";
            attributes.Add(new(keys.DeadLetterUid, RecordUid.Text(uid)));
            attributes.Add(new(keys.DeadLetterKind, Encoding.UTF8.GetString(_facts.Event.KindName)));
            attributes.Add(new(keys.DeadLetterBinary, binary));
            if (_facts.Matches.Count > 0)
            {
                attributes.Add(new(keys.DeadLetterCategory, _facts.Matches.Select(match => match.Category.Info.Id).ToList()));
            }
        }

        return Record($"Not delivered, kept as a dead letter ({letter.Reason}): {what}, {letter.Length} bytes",
            $"dead_letter {letter.Reason} {letter.Fingerprint:x32} {letter.Offset}", attributes);
    }

    private BridgeRecord Count(long count)
    {
        var now = clock.GetUtcNow().UnixNanoseconds();
        return Record(string.Create(CultureInfo.InvariantCulture, $"{count} more lines or records were not delivered and are kept as dead letters"),
            string.Create(CultureInfo.InvariantCulture, $"dead_letters {count} {now}"),
            [new(AttributeCatalog.Instance.Keys.DeadLetterCount, count)]);
    }

    private BridgeRecord Record(string body, string identity, IReadOnlyList<KeyValuePair<AttributeKey, object>> attributes) =>
        new("tetrabridge.dead_letter", Severity.Warn, body, XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(identity)), clock.GetUtcNow().UnixNanoseconds(), attributes);

    private bool Read(ReadOnlySpan<byte> line)
    {
        var copy = line.ToArray();
        _facts.Clear();
        if (_reader.Read(copy, 0, copy.Length, _facts.Event) != LineProblem.None)
        {
            return false;
        }

        classifier.Classify(_facts);
        return true;
    }
}
