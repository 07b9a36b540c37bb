using System.Text;
using Confluent.Kafka;
using TetraBridge.Sinks.Kafka;
using TetraBridge.Sinks.Kafka.Transactions;

namespace TetraBridge.Tests.Support;

/// <summary>A cluster, a producer and its transactions of which each step's end is a script; what is committed outlives the producers.</summary>
internal sealed class ScriptedKafka(TimeProvider clock) : IKafkaProducer, IKafkaTransactions
{
    private readonly List<string> _open = [];
    private IKafkaReports? _reports;
    private CommittedBookmark? _kept;

    /// <summary>What a read_committed consumer sees.</summary>
    public List<string> Taken { get; } = [];

    /// <summary>The bookmark that is committed.</summary>
    public CommittedBookmark Committed { get; set; }

    /// <summary>Each step, in order: init, read, begin, produce, keep, commit, abort.</summary>
    public List<string> Steps { get; } = [];

    /// <summary>The end of a record by its value.</summary>
    public Func<string, ErrorCode> End { get; set; } = static _ => ErrorCode.NoError;

    /// <summary>Failures of coming commits, and whether it happened all the same.</summary>
    public Queue<(TransactionFailure Failure, bool Happened)> Commits { get; } = [];

    /// <summary>Failures of coming inits.</summary>
    public Queue<TransactionFailure> Inits { get; } = [];

    /// <summary>The ends of coming keepings of the bookmark; what they do first is for the test to say.</summary>
    public Queue<Func<TransactionFailure?>> Keeps { get; } = [];

    /// <summary>What the library tells of the connections while it is asked for a topic, and the end of that question.</summary>
    public Func<IKafkaReports, ErrorCode> Find { get; set; } = static _ => ErrorCode.NoError;

    /// <summary>Producers that were made.</summary>
    public int Producers { get; private set; }

    /// <summary>True where messages have no end.</summary>
    public bool IsSilent { get; set; }

    /// <summary>A sink on it.</summary>
    public KafkaTransactionSink Sink(KafkaOptions? options = null) => new(
        (options ?? new KafkaOptions { BootstrapServers = "", Compression = KafkaCompression.None }) with { ExactlyOnce = true, TransactionalId = "id" },
        static () => throw new NotSupportedException(),
        reports =>
        {
            _reports = reports;
            Producers++;
            return this;
        },
        clock);

    public IKafkaTransactions Transactions(string group, Func<string, bool> waits) => this;

    public nint Topic(string name) => 1;

    public ErrorCode Produce(nint topic, KafkaFrame message, nint tag)
    {
        var value = Encoding.UTF8.GetString(message.Value);
        Steps.Add("produce");
        _open.Add(value);
        if (!IsSilent)
        {
            _reports!.Reported(tag, End(value));
        }

        return ErrorCode.NoError;
    }

    public void Purge()
    {
    }

    public Task<TransactionFailure?> InitAsync(CancellationToken cancellation)
    {
        Steps.Add("init");
        _open.Clear();
        return Task.FromResult(Inits.TryDequeue(out var failure) ? failure : default(TransactionFailure?));
    }

    public Task<(TransactionFailure? Failure, CommittedBookmark Bookmark)> ReadAsync(CancellationToken cancellation)
    {
        Steps.Add("read");
        return Task.FromResult<(TransactionFailure?, CommittedBookmark)>((null, Committed));
    }

    public TransactionFailure? Begin()
    {
        Steps.Add("begin");
        _kept = null;
        return null;
    }

    public Task<TransactionFailure?> KeepAsync(string topic, CommittedBookmark bookmark, CancellationToken cancellation)
    {
        Steps.Add("keep");
        _kept = bookmark;
        return Task.FromResult(Keeps.TryDequeue(out var end) ? end() : null);
    }

    public Task<TransactionFailure?> CommitAsync(CancellationToken cancellation)
    {
        Steps.Add("commit");
        var failure = Commits.TryDequeue(out var scripted) ? scripted.Failure : default(TransactionFailure?);
        if (failure is null || scripted.Happened)
        {
            Taken.AddRange(_open);
            Committed = _kept ?? Committed;
        }

        _open.Clear();
        return Task.FromResult(failure);
    }

    public Task<TransactionFailure?> AbortAsync(CancellationToken cancellation)
    {
        Steps.Add("abort");
        _open.Clear();
        return Task.FromResult<TransactionFailure?>(null);
    }

    public Task<ErrorCode> FindAsync(string topic, CancellationToken cancellation) => Task.FromResult(Find(_reports!));

    public Task<ErrorCode> CreateAsync(string topic, int partitions, short replication, CancellationToken cancellation) => Task.FromResult(ErrorCode.NoError);

    public ValueTask DisposeAsync() => default;
}
