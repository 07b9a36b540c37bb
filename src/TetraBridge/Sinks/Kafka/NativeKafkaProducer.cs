using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Confluent.Kafka;
using TetraBridge.Sinks.Kafka.Topics;
using TetraBridge.Sinks.Kafka.Transactions;
using static TetraBridge.Sinks.Kafka.LibRdKafka;

namespace TetraBridge.Sinks.Kafka;

/// <summary>
/// A producer on librdkafka itself: nothing managed is made for a message. Reports come on a thread of its own, which ends with it.
/// </summary>
internal sealed unsafe class NativeKafkaProducer : IKafkaProducer
{
    private const int ErrorLength = 512;
    private const int PollMilliseconds = 100;
    private const int MostEndPolls = 30;

    private readonly IReadOnlyList<KeyValuePair<string, string>> _settings;
    private readonly IKafkaReports _reports;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, nint> _topics = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ProducerTopicCatalog _catalog;
    private readonly nint _handle;
    private GCHandle _self;
    private volatile bool _isEnding;

    /// <summary>Makes a producer; connections come later.</summary>
    /// <exception cref="KafkaSettingException">librdkafka refuses a setting.</exception>
    public NativeKafkaProducer(IReadOnlyList<KeyValuePair<string, string>> settings, IKafkaReports reports, TimeProvider clock)
    {
        _settings = settings;
        _reports = reports;
        _clock = clock;
        _self = GCHandle.Alloc(this);
        NativeHeap.KeepFreed();
        try
        {
            _handle = Create(settings, GCHandle.ToIntPtr(_self));
        }
        catch
        {
            _self.Free();
            throw;
        }

        _catalog = new ProducerTopicCatalog(_handle, Topic);
        new Thread(PollToTheEnd) { IsBackground = true, Name = "kafka reports" }.Start();
    }

    /// <summary>Makes a producer and ends it at once: shows whether the library takes the settings together.</summary>
    /// <exception cref="KafkaSettingException">It refuses one.</exception>
    public static void Try(IEnumerable<KeyValuePair<string, string>> settings) => rd_kafka_destroy(Create(settings, 0));

    /// <inheritdoc/>
    public nint Topic(string name)
    {
        if (!_topics.TryGetValue(name, out var topic))
        {
            topic = rd_kafka_topic_new(_handle, name, 0);
            if (topic != 0)
            {
                _topics.Add(name, topic);
            }
        }

        return topic;
    }

    /// <inheritdoc/>
    public Task<ErrorCode> FindAsync(string topic, CancellationToken cancellation) => _catalog.FindAsync(topic, cancellation);

    /// <inheritdoc/>
    public Task<ErrorCode> CreateAsync(string topic, int partitions, short replication, CancellationToken cancellation) =>
        _catalog.CreateAsync(topic, partitions, replication, cancellation);

    /// <inheritdoc/>
    public IKafkaTransactions Transactions(string group, Func<string, bool> waits) =>
        new NativeKafkaTransactions(_handle, () => new GroupReader(_settings, group), group, waits, _clock);

    /// <inheritdoc/>
    public ErrorCode Produce(nint topic, KafkaFrame message, nint tag)
    {
        if (topic == 0)
        {
            return ErrorCode.TopicException;
        }

        var arguments = stackalloc RdKafkaArgument[6];
        var count = 0;
        var headers = message.HeaderCount == 0 ? 0 : Headers(message);
        nint error;
        fixed (byte* key = message.Key)
        fixed (byte* value = message.Value)
        {
            // An empty value is a value; none would be a tombstone.
            byte nothing;
            arguments[count++] = RdKafkaArgument.Topic(topic);
            arguments[count++] = RdKafkaArgument.Value(value is null ? &nothing : value, message.Value.Length);
            arguments[count++] = RdKafkaArgument.Flags(CopyFlag);
            arguments[count++] = RdKafkaArgument.Tag(tag);
            if (message.HasKey)
            {
                arguments[count++] = RdKafkaArgument.Key(key is null ? &nothing : key, message.Key.Length);
            }

            if (headers != 0)
            {
                arguments[count++] = RdKafkaArgument.Headers(headers);
            }

            error = rd_kafka_produceva(_handle, arguments, (nuint)count);
        }

        if (error == 0)
        {
            return ErrorCode.NoError;
        }

        // The headers are the library's only where it took the message.
        if (headers != 0)
        {
            rd_kafka_headers_destroy(headers);
        }

        var code = rd_kafka_error_code(error);
        rd_kafka_error_destroy(error);
        return (ErrorCode)code;
    }

    /// <inheritdoc/>
    public void Purge() => _ = rd_kafka_purge(_handle, PurgeAll);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _isEnding = true;
        return new ValueTask(_ended.Task);
    }

    private static nint Create(IEnumerable<KeyValuePair<string, string>> settings, nint self)
    {
        var conf = RdKafkaConfiguration.Of(settings);
        rd_kafka_conf_set_opaque(conf, self);
        rd_kafka_conf_set_dr_msg_cb(conf, &OnReport);
        rd_kafka_conf_set_error_cb(conf, &OnError);
        return RdKafkaConfiguration.Client(Producer, conf);
    }

    private static nint Headers(KafkaFrame message)
    {
        var list = rd_kafka_headers_new((nuint)message.HeaderCount);
        var headers = message.Headers;
        while (headers.MoveNext())
        {
            fixed (byte* name = headers.Name)
            fixed (byte* value = headers.Value)
            {
                byte nothing;
                _ = rd_kafka_header_add(list, name, headers.Name.Length, value is null ? &nothing : value, headers.Value.Length);
            }
        }

        return list;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnReport(nint handle, RdKafkaMessage* message, nint self) =>
        Of(self)._reports.Reported(message->Tag, (ErrorCode)message->Error);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnError(nint handle, int error, byte* reason, nint self)
    {
        var words = Marshal.PtrToStringUTF8((nint)reason) ?? "";
        if (error == (int)ErrorCode.Local_Fatal)
        {
            // The code behind the fatal error stands only here.
            var text = stackalloc byte[ErrorLength];
            var code = (ErrorCode)rd_kafka_fatal_error(handle, text, ErrorLength);
            words = $"{code}: {Marshal.PtrToStringUTF8((nint)text)}";
        }

        Of(self)._reports.Failed((ErrorCode)error, words);
    }

    private static NativeKafkaProducer Of(nint self) => (NativeKafkaProducer)GCHandle.FromIntPtr(self).Target!;

    private void PollToTheEnd()
    {
        while (!_isEnding)
        {
            _ = rd_kafka_poll(_handle, PollMilliseconds);
        }

        Purge();
        for (var polls = 0; polls < MostEndPolls && rd_kafka_outq_len(_handle) > 0; polls++)
        {
            _ = rd_kafka_poll(_handle, PollMilliseconds);
        }

        foreach (var topic in _topics.Values)
        {
            rd_kafka_topic_destroy(topic);
        }

        rd_kafka_destroy(_handle);
        _self.Free();
        _ended.SetResult();
    }
}
