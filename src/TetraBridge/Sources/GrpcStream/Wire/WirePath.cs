using System.Globalization;
using TetraBridge.Buffers;

namespace TetraBridge.Sources.GrpcStream.Wire;

/// <summary>
/// The place in an event that is being written, for what must be told by it: `process_kprobe.args[2].sock_arg`. Not thread-safe.
/// </summary>
internal sealed class WirePath
{
    private readonly (FieldPlan Field, int Index)[] _steps = new (FieldPlan, int)[32];
    private int _depth;

    /// <summary>Enters a field; the index is that in a list, -1: it is none.</summary>
    public void Enter(FieldPlan field, int index) => _steps[_depth++] = (field, index);

    /// <summary>Leaves it.</summary>
    public void Leave() => _depth--;

    /// <summary>Forgets all.</summary>
    public void Clear() => _depth = 0;

    /// <summary>Appends the path.</summary>
    public void Write(ByteBuffer into)
    {
        for (var i = 0; i < _depth; i++)
        {
            if (i > 0)
            {
                into.Write((byte)'.');
            }

            into.Write(_steps[i].Field.Name);
            if (_steps[i].Index >= 0)
            {
                into.Write((byte)'[');
                WriteNumber(_steps[i].Index, into);
                into.Write((byte)']');
            }
        }
    }

    /// <summary>Appends the path of a field by its number, which the API has no name for.</summary>
    public void Write(int number, ByteBuffer into)
    {
        Write(into);
        if (_depth > 0)
        {
            into.Write((byte)'.');
        }

        WriteNumber(number, into);
    }

    private static void WriteNumber(int number, ByteBuffer into)
    {
        number.TryFormat(into.Reserve(11), out var written, default, CultureInfo.InvariantCulture);
        into.Advance(written);
    }
}
