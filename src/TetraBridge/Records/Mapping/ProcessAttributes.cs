using TetraBridge.Buffers;
using TetraBridge.Events;
using TetraBridge.Events.Json;
using TetraBridge.Records.Attributes;

namespace TetraBridge.Records.Mapping;

/// <summary>
/// Tells what is made of several fields of the process and its parents: executable, command lines, the parent's id, ancestors. Not
/// thread-safe.
/// </summary>
internal sealed class ProcessAttributes
{
    private readonly RecordKeys _keys = AttributeCatalog.Instance.Keys;
    private readonly ByteBuffer _scratch = new(1024);

    /// <summary>Writes the attributes.</summary>
    public void Write(TetragonEvent e, IRecordWriter writer)
    {
        Executable(e.Value(Fields.Binary), writer);
        CommandLine(_keys.CommandLine, e.Value(Fields.Binary), e.Value(Fields.Arguments), writer);
        CommandLine(_keys.ParentCommandLine, e.Value(Fields.ParentBinary), e.Value(Fields.ParentArguments), writer);
        ParentExecId(e.Value(Fields.ParentExecId), e.Value(Fields.ToldParentExecId), writer);

        // Tetragon leaves status 0 out.
        if (e.Kind == EventKind.Exit && !e.Has(Fields.Status) && !e.Has(Fields.Signal))
        {
            writer.Number(_keys.ExitCode, 0);
        }

        if (e.Has(Fields.Ancestors))
        {
            Ancestors(e.Value(Fields.Ancestors), writer);
        }
    }

    private void Executable(ReadOnlySpan<byte> binary, IRecordWriter writer)
    {
        var name = binary;
        if (binary.StartsWith((byte)'/'))
        {
            writer.Text(_keys.ExecutablePath, binary);
            name = binary[(binary.LastIndexOf((byte)'/') + 1)..];
        }

        if (!name.IsEmpty)
        {
            writer.Text(_keys.ExecutableName, name);
        }
    }

    private void CommandLine(AttributeKey key, ReadOnlySpan<byte> binary, ReadOnlySpan<byte> arguments, IRecordWriter writer)
    {
        if (binary.IsEmpty && arguments.IsEmpty)
        {
            return;
        }

        _scratch.Clear();
        _scratch.Write(binary);
        if (!arguments.IsEmpty)
        {
            _scratch.Write((byte)' ');
            _scratch.Write(arguments);
        }

        writer.Text(key, _scratch.Written);
    }

    // The parent may be missing while its id is told; a process may also tell another one than its parent has.
    private void ParentExecId(ReadOnlySpan<byte> parent, ReadOnlySpan<byte> told, IRecordWriter writer)
    {
        if (!parent.IsEmpty || !told.IsEmpty)
        {
            writer.Text(_keys.ParentExecId, parent.IsEmpty ? told : parent);
        }

        if (!parent.IsEmpty && !told.IsEmpty && !parent.SequenceEqual(told))
        {
            writer.Text(_keys.ToldParentExecId, told);
        }
    }

    private void Ancestors(ReadOnlySpan<byte> json, IRecordWriter writer)
    {
        // Children of one process have the same ancestors.
        var repeating = writer as IRepeatingWriter;
        if (repeating?.TryRepeat(_keys.Ancestors, json) == true)
        {
            return;
        }

        writer.BeginList(_keys.Ancestors);
        var ancestors = new JsonItems(json);
        while (ancestors.Next())
        {
            if (!ancestors.IsString && ancestors.Value[0] == (byte)'{')
            {
                Binary(ancestors.Value, writer);
            }
        }

        writer.EndList();
        repeating?.Keep(_keys.Ancestors, json);
    }

    private void Binary(ReadOnlySpan<byte> ancestor, IRecordWriter writer)
    {
        var members = new JsonItems(ancestor);
        while (members.NextMember())
        {
            if (members.IsString && members.Key.SequenceEqual("binary"u8))
            {
                _scratch.Clear();
                _scratch.Advance(JsonText.Unescape(members.Value, _scratch.Reserve(members.Value.Length)));
                writer.Item(_scratch.Written);
                return;
            }
        }
    }
}
