using Google.Protobuf.Reflection;

namespace TetraBridge.Tests.ProtoFiles;

/// <summary>Tells descriptors as the rows of otlp-logs.tsv.</summary>
internal static class OtlpRows
{
    public static IEnumerable<string> Of(IReadOnlyList<FileDescriptor> files) => files.SelectMany(OfServices)
        .Concat(DescriptorTables.Messages(files).SelectMany(OfMessage))
        .Concat(DescriptorTables.Enums(files).SelectMany(OfEnum));

    private static IEnumerable<string> OfMessage(MessageDescriptor message) => message.Fields
        .InDeclarationOrder()
        .Select(field => string.Join(
            '\t',
            message.File.Name,
            "message",
            message.FullName,
            field.Name,
            field.FieldNumber,
            DescriptorTables.TypeName(field),
            field.IsRepeated ? "repeated" : "optional",
            field.ContainingOneof?.Name ?? ""));

    private static IEnumerable<string> OfEnum(EnumDescriptor type) =>
        type.Values.Select(value => string.Join('\t', type.File.Name, "enum", type.FullName, value.Name, value.Number, "", "", ""));

    private static IEnumerable<string> OfServices(FileDescriptor file) => file.Services
        .SelectMany(service => service.Methods)
        .Select(method => string.Join(
            '\t',
            file.Name,
            "service",
            method.Service.FullName,
            method.Name,
            "",
            $"{method.InputType.FullName} -> {method.OutputType.FullName}",
            Streaming(method),
            ""));

    private static string Streaming(MethodDescriptor method) => method.IsClientStreaming || method.IsServerStreaming ? "streaming" : "";
}
