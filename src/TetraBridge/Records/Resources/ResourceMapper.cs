using System.Text;
using TetraBridge.Events;
using TetraBridge.Events.Json;
using TetraBridge.Records.Attributes;

namespace TetraBridge.Records.Resources;

/// <summary>
/// Tells the resource of an event: what <see cref="ResourceTable"/> names, and the static attributes of the configuration. Off the hot
/// path: resources repeat and are kept encoded.
/// </summary>
internal sealed class ResourceMapper(string node, IReadOnlyDictionary<string, string> staticAttributes)
{
    private readonly HashSet<string> _written = [];

    /// <summary>Our node's name, for what tells none.</summary>
    public string Node => node;

    /// <summary>Writes the resource of an event, or with null that of a record of our own.</summary>
    public void Write(TetragonEvent? e, IRecordWriter writer)
    {
        _written.Clear();
        foreach (var (name, value) in staticAttributes)
        {
            Text(name, Encoding.UTF8.GetBytes(value), writer);
        }

        Text("service.name", "tetragon"u8, writer);
        if (e is not null)
        {
            foreach (var row in ResourceTable.Rows)
            {
                if (e.TryLeaf(EventSchema.Instance.Field(row.Path), out var leaf))
                {
                    Row(e, row, leaf, writer);
                }
            }
        }

        Text("service.instance.id", Encoding.UTF8.GetBytes(node), writer);
        Text("host.name", Encoding.UTF8.GetBytes(node), writer);
    }

    private void Row(TetragonEvent e, ResourceRow row, in Leaf leaf, IRecordWriter writer)
    {
        var value = e.Value(leaf);
        switch (row.Form)
        {
            case ResourceForm.Text:
                foreach (var name in row.Names)
                {
                    Text(name, value, writer);
                }

                break;
            case ResourceForm.Flag:
                if (_written.Add(row.Names[0]))
                {
                    writer.Flag(new AttributeKey(row.Names[0], AttributeType.Bool, -1), leaf.Kind == LeafKind.True);
                }

                break;
            case ResourceForm.Labels:
                Labels(row.Names[0], value, writer);
                break;
            case ResourceForm.Names:
                Names(row.Names[0], value, writer);
                break;
            case ResourceForm.ContainerId:
                var scheme = value.IndexOf("://"u8);
                Text(row.Names[0], scheme < 0 ? value : value[(scheme + 3)..], writer);
                Text(row.Names[1], scheme < 0 ? [] : value[..scheme], writer);
                break;
            case ResourceForm.ImageName:
                ImageName(row, value, writer);
                break;
            case ResourceForm.ImageId when value.IndexOf("@sha256:"u8) >= 0:
                List(row.Names[0], value, writer);
                break;
            case ResourceForm.ImageId:
                Text(row.Names[1], value, writer);
                break;
            case ResourceForm.Workload:
                Text(WorkloadName(e) ?? row.Names[0], value, writer);
                break;
            case ResourceForm.WorkloadKind when WorkloadName(e) is null:
                Text(row.Names[0], value, writer);
                break;
            case ResourceForm.WithoutPod when !e.Has(Fields.ContainerId):
                Text(row.Names[0], value, writer);
                break;
        }
    }

    private static string? WorkloadName(TetragonEvent e) =>
        ResourceTable.WorkloadNames.GetValueOrDefault(
            Encoding.UTF8.GetString(e.Value(EventSchema.Instance.Field("process.pod.workload_kind"))));

    private void ImageName(ResourceRow row, ReadOnlySpan<byte> value, IRecordWriter writer)
    {
        var tag = value.LastIndexOf((byte)':');
        if (value.StartsWith("sha256:"u8) || tag < value.LastIndexOf((byte)'/') || value.Contains((byte)'@') || tag < 0)
        {
            Text(row.Names[0], value, writer);
            return;
        }

        Text(row.Names[0], value[..tag], writer);
        List(row.Names[1], value[(tag + 1)..], writer);
    }

    private void Labels(string prefix, ReadOnlySpan<byte> json, IRecordWriter writer)
    {
        var members = new JsonItems(json);
        while (members.NextMember())
        {
            var value = members.IsString ? Unescaped(members.Value) : members.Value.ToArray();
            Text(prefix + Encoding.UTF8.GetString(Unescaped(members.Key)), value, writer, evenEmpty: true);
        }
    }

    private void Names(string name, ReadOnlySpan<byte> json, IRecordWriter writer)
    {
        if (!_written.Add(name))
        {
            return;
        }

        writer.BeginList(new AttributeKey(name, AttributeType.StringList, -1));
        var items = new JsonItems(json);
        while (items.Next())
        {
            writer.Item(items.IsString ? Unescaped(items.Value) : items.Value);
        }

        writer.EndList();
    }

    private void List(string name, ReadOnlySpan<byte> only, IRecordWriter writer)
    {
        if (_written.Add(name))
        {
            writer.BeginList(new AttributeKey(name, AttributeType.StringList, -1));
            writer.Item(only);
            writer.EndList();
        }
    }

    private void Text(string name, ReadOnlySpan<byte> value, IRecordWriter writer, bool evenEmpty = false)
    {
        if ((evenEmpty || !value.IsEmpty) && _written.Add(name))
        {
            writer.Text(new AttributeKey(name, AttributeType.String, -1), value);
        }
    }

    private static byte[] Unescaped(ReadOnlySpan<byte> text)
    {
        var plain = new byte[text.Length];
        return plain[..JsonText.Unescape(text, plain)];
    }
}
