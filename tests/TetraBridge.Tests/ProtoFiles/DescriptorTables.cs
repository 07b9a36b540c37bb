using Google.Protobuf.Reflection;
using TetraBridge.Protos.Otlp;
using TetraBridge.Protos.Tetragon;

namespace TetraBridge.Tests.ProtoFiles;

/// <summary>Our compiled proto files, and the tables of the originals that they are compared with.</summary>
internal static class DescriptorTables
{
    public static IReadOnlyList<FileDescriptor> Tetragon { get; } =
    [
        BpfReflection.Descriptor,
        CapabilitiesReflection.Descriptor,
        EventlogserviceReflection.Descriptor,
        EventsReflection.Descriptor,
        SensorsReflection.Descriptor,
        TetragonReflection.Descriptor,
    ];

    public static IReadOnlyList<FileDescriptor> Otlp { get; } =
    [
        CommonReflection.Descriptor,
        ResourceReflection.Descriptor,
        LogsReflection.Descriptor,
        LogsServiceReflection.Descriptor,
    ];

    /// <summary>The rows of a fixture, without heads and blank lines.</summary>
    public static IReadOnlyList<string> Fixture(string name) =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "protos", name))
            .Where(line => line.Length > 0 && !line.StartsWith("file\t", StringComparison.Ordinal)),
    ];

    /// <summary>All messages of the files, nested ones included; the entries of maps are not messages of their own.</summary>
    public static IEnumerable<MessageDescriptor> Messages(IEnumerable<FileDescriptor> files) =>
        files.SelectMany(file => WithNested(file.MessageTypes));

    /// <summary>All enums of the files, nested ones included.</summary>
    public static IEnumerable<EnumDescriptor> Enums(IReadOnlyList<FileDescriptor> files) =>
        files.SelectMany(file => file.EnumTypes).Concat(Messages(files).SelectMany(message => message.EnumTypes));

    /// <summary>A field's type as proto files write it.</summary>
    public static string TypeName(FieldDescriptor field) => field switch
    {
        { IsMap: true } => $"map<{TypeName(field.MessageType.FindFieldByNumber(1))},{TypeName(field.MessageType.FindFieldByNumber(2))}>",
        { FieldType: FieldType.Message } => field.MessageType.FullName,
        { FieldType: FieldType.Enum } => field.EnumType.FullName,
        _ => field.FieldType.ToString().ToLowerInvariant(),
    };

    /// <summary>Fails with all the rows, whole: which they are is what the reader of a failure needs.</summary>
    public static void AssertNone(IEnumerable<string> rows)
    {
        var all = string.Join('\n', rows);
        Assert.True(all.Length == 0, all);
    }

    private static IEnumerable<MessageDescriptor> WithNested(IEnumerable<MessageDescriptor> messages) => messages
        .Where(message => message.ToProto().Options is not { MapEntry: true })
        .SelectMany(message => WithNested(message.NestedTypes).Prepend(message));
}
