using System.Text;
using TetraBridge.Buffers;
using TetraBridge.Events;

namespace TetraBridge.Sinks.Kafka.Messages;

/// <summary>Makes the key of a message. Not thread-safe; allocates nothing an event.</summary>
/// <param name="choice">Which key.</param>
/// <param name="node">Our node's name, for what tells none.</param>
internal sealed class MessageKeyWriter(MessageKey choice, string node)
{
    private readonly byte[] _node = Encoding.UTF8.GetBytes(node);
    private readonly ByteBuffer _pod = new(256);

    /// <summary>Begins the message of an event.</summary>
    public KafkaFrameWriter Begin(ByteBuffer bytes, TetragonEvent e) => choice switch
    {
        MessageKey.None => new KafkaFrameWriter(bytes),
        MessageKey.Process when e.Has(Fields.ExecId) => new KafkaFrameWriter(bytes, e.Value(Fields.ExecId)),
        MessageKey.Pod when e.Has(Fields.PodName) => new KafkaFrameWriter(bytes, Pod(e)),
        _ => new KafkaFrameWriter(bytes, e.Has(Fields.NodeName) ? e.Value(Fields.NodeName) : _node),
    };

    /// <summary>Begins the message of a record of our own.</summary>
    public KafkaFrameWriter Begin(ByteBuffer bytes) =>
        choice == MessageKey.None ? new KafkaFrameWriter(bytes) : new KafkaFrameWriter(bytes, _node);

    private ReadOnlySpan<byte> Pod(TetragonEvent e)
    {
        _pod.Clear();
        _pod.Write(e.Value(Fields.PodNamespace));
        _pod.Write((byte)'/');
        _pod.Write(e.Value(Fields.PodName));
        return _pod.Written;
    }
}
