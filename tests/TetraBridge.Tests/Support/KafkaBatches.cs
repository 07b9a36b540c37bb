using System.Text;
using TetraBridge.Delivery.Batches;
using TetraBridge.Sinks.Kafka;

namespace TetraBridge.Tests.Support;

/// <summary>Batches of messages whose value is a name.</summary>
internal static class KafkaBatches
{
    /// <summary>Messages for one topic.</summary>
    public static Batch Of(string topic, params ReadOnlySpan<string> names)
    {
        var batch = new Batch();
        var group = Encoding.UTF8.GetBytes(topic);
        foreach (var name in names)
        {
            Add(batch, group, name);
        }

        return batch;
    }

    public static void Add(Batch batch, byte[] topic, string name, string? key = null)
    {
        var frame = key is null ? new KafkaFrameWriter(batch.Bytes) : new KafkaFrameWriter(batch.Bytes, Encoding.UTF8.GetBytes(key));
        frame.Header("uid"u8, Encoding.UTF8.GetBytes($"uid of {name[..Math.Min(name.Length, 20)]}"));
        batch.Bytes.Write(Encoding.UTF8.GetBytes(name));
        batch.Add(frame.Offset, topic, uid: default);
    }
}
