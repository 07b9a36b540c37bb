using Google.Protobuf.Reflection;

namespace TetraBridge.Tests.ProtoFiles;

/// <summary>Tells descriptors as the rows of tetragon-api.tsv.</summary>
internal static class TetragonRows
{
    public static IEnumerable<string> Of(IReadOnlyList<FileDescriptor> files) => files.SelectMany(OfServices)
        .Concat(DescriptorTables.Messages(files).SelectMany(OfMessage))
        .Concat(DescriptorTables.Enums(files).SelectMany(OfEnum));

    private static IEnumerable<string> OfMessage(MessageDescriptor message)
    {
        var fields = message.Fields.InDeclarationOrder();
        if (fields.Count == 0)
        {
            yield return Row(message, "message", "", "", "", "", deprecated: false, "");
        }

        foreach (var field in fields)
        {
            var type = DescriptorTables.TypeName(field);
            var deprecated = field.ToProto().Options?.Deprecated ?? false;
            yield return Row(message, "message", field.Name, $"{field.FieldNumber}", type, Label(field), deprecated, field.JsonName);
        }

        foreach (var range in message.ToProto().ReservedRange)
        {
            // The end of a message's reserved range is exclusive.
            yield return Reserved(message, range.Start, range.End - 1);
        }
    }

    private static IEnumerable<string> OfEnum(EnumDescriptor type)
    {
        foreach (var value in type.Values)
        {
            yield return Row(type, "enum", value.Name, $"{value.Number}", "enum", "", value.ToProto().Options?.Deprecated ?? false, "");
        }

        foreach (var range in type.ToProto().ReservedRange)
        {
            // The end of an enum's reserved range is inclusive.
            yield return Reserved(type, range.Start, range.End);
        }
    }

    private static IEnumerable<string> OfServices(FileDescriptor file) => file.Services
        .SelectMany(service => service.Methods)
        .Select(method => string.Join(
            '\t',
            file.Name,
            file.Package,
            "service",
            method.Service.FullName,
            method.Name,
            method.InputType.FullName,
            method.OutputType.FullName,
            YesOrNo(method.IsClientStreaming),
            YesOrNo(method.IsServerStreaming),
            YesOrNo(method.ToProto().Options?.Deprecated ?? false)));

    private static string Label(FieldDescriptor field) => field switch
    {
        { IsMap: true } => "map",
        { IsRepeated: true } => "repeated",
        { RealContainingOneof: { } oneof } => $"oneof:{oneof.Name}",
        _ when field.ToProto().Proto3Optional => "optional",
        _ => "singular",
    };

    private static string Reserved(IDescriptor owner, int first, int last) =>
        Row(owner, "reserved", "", first == last ? $"{first}" : $"{first}-{last}", "", "reserved", deprecated: false, "");

    private static string Row(
        IDescriptor owner, string kind, string member, string number, string type, string label, bool deprecated, string jsonName) =>
        string.Join('\t', owner.File.Name, owner.File.Package, kind, owner.FullName, member, number, type, label, YesOrNo(deprecated), jsonName);

    private static string YesOrNo(bool value) => value ? "yes" : "no";
}
