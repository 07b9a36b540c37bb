using System.Text;
using TetraBridge.Records.Attributes;

namespace TetraBridge.Records;

/// <summary>Tells the attributes of a record of our own.</summary>
internal static class BridgeRecordMapper
{
    /// <summary>Writes all attributes.</summary>
    public static void Write(BridgeRecord record, IRecordWriter writer)
    {
        writer.Text(AttributeCatalog.Instance.Keys.Uid, Encoding.UTF8.GetBytes(RecordUid.Text(record.Uid)));
        foreach (var (key, value) in record.Attributes)
        {
            switch (value)
            {
                case long number:
                    writer.Number(key, number);
                    break;
                case bool flag:
                    writer.Flag(key, flag);
                    break;
                case IReadOnlyList<string> items:
                    writer.BeginList(key);
                    foreach (var item in items)
                    {
                        writer.Item(Encoding.UTF8.GetBytes(item));
                    }

                    writer.EndList();
                    break;
                default:
                    writer.Text(key, Encoding.UTF8.GetBytes((string)value));
                    break;
            }
        }
    }
}
