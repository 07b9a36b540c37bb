using System.IO.Hashing;
using TetraBridge.Buffers;
using TetraBridge.Events;

namespace TetraBridge.Records.Resources;

/// <summary>
/// Tells whether two events have the same resource: a hash over the values that <see cref="ResourceTable"/> names. Not thread-safe;
/// allocates nothing.
/// </summary>
internal sealed class ResourceKey
{
    private static readonly bool[] _isResource = Flags();

    private readonly ByteBuffer _values = new(2048);

    /// <summary>XxHash128 over the values, with their fields and lengths.</summary>
    public UInt128 Of(TetragonEvent e)
    {
        _values.Clear();
        foreach (ref readonly var leaf in e.Leaves)
        {
            if (_isResource[leaf.Field.Id])
            {
                var room = _values.Reserve(6);
                System.Buffers.Binary.BinaryPrimitives.WriteUInt16LittleEndian(room, leaf.Field.Id);
                System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(room[2..], leaf.Length);
                _values.Advance(6);
                _values.Write(e.Value(leaf));
            }
        }

        return XxHash128.HashToUInt128(_values.Written);
    }

    private static bool[] Flags()
    {
        var flags = new bool[EventSchema.Instance.Count];
        foreach (var row in ResourceTable.Rows)
        {
            flags[EventSchema.Instance.Field(row.Path).Id] = true;
        }

        return flags;
    }
}
