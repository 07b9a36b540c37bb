using Google.Protobuf.Reflection;
using TetraBridge.Events;
using TetraBridge.Protos.Tetragon;
using TetraBridge.Tests.ProtoFiles;

namespace TetraBridge.Tests.Events;

public sealed class ApiMessagesTests
{
    private const string WellKnown = "google.protobuf.";

    private static readonly Dictionary<string, MessageDescriptor> _reachable = Reachable(GetEventsResponse.Descriptor);

    [Fact]
    public void Each_message_that_an_event_can_hold_is_in_the_table_and_no_other() =>
        Assert.Equal(_reachable.Keys.Order(StringComparer.Ordinal), ApiMessages.All.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Each_field_of_the_table_is_the_descriptors_and_each_of_theirs_is_in_the_table() => Assert.All(
        _reachable,
        message => Assert.Equal(message.Value.Fields.InDeclarationOrder().Select(Expected), ApiMessages.All[message.Key].Fields));

    [Fact]
    public void A_message_is_found_by_its_own_name() => Assert.All(ApiMessages.All, entry => Assert.Equal(entry.Key, entry.Value.Name));

    [Fact]
    public void The_outermost_message_is_that_of_the_stream() => Assert.Same(ApiMessages.All["GetEventsResponse"], ApiMessages.GetEventsResponse);

    [Fact]
    public void Each_message_that_a_field_names_is_in_the_table() => Assert.All(
        ApiMessages.All.Values.SelectMany(message => message.Fields),
        field => Assert.Equal(field.Type == ApiFieldType.Message, field.Message is { } name && ApiMessages.All.ContainsKey(name)));

    [Fact]
    public void The_enums_that_fields_name_are_in_their_table_as_the_descriptors_have_them() => Assert.Equal(
        _reachable.Values.SelectMany(message => message.Fields.InDeclarationOrder()).Where(field => field.FieldType == FieldType.Enum).Select(field => field.EnumType).DistinctBy(values => values.Name)
            .SelectMany(values => values.Values.Select(value => $"{values.Name} {value.Number} {value.Name}")).Order(StringComparer.Ordinal),
        ApiEnums.All.SelectMany(values => values.Value.Select(value => $"{values.Key} {value.Key} {value.Value}")).Order(StringComparer.Ordinal));

    private static ApiField Expected(FieldDescriptor field) => new(
        field.Name,
        field.FieldNumber,
        TypeOf(DescriptorTables.TypeName(field), field.FieldType),
        field.IsRepeated && !field.IsMap,
        IsOfTheApi(field) ? field.MessageType.Name : null,
        field.RealContainingOneof?.Name,
        field.FieldType == FieldType.Enum ? field.EnumType.Name : null);

    private static ApiFieldType TypeOf(string name, FieldType type) => name switch
    {
        "map<string,string>" => ApiFieldType.Map,
        _ when name.StartsWith("map<", StringComparison.Ordinal) => throw new InvalidOperationException($"The table has no type for {name}."),
        _ when name.StartsWith(WellKnown, StringComparison.Ordinal) => Enum.Parse<ApiFieldType>(name[WellKnown.Length..]),
        _ => Enum.Parse<ApiFieldType>(type.ToString()),
    };

    private static bool IsOfTheApi(FieldDescriptor field) =>
        field is { FieldType: FieldType.Message, IsMap: false } && field.MessageType.File.Package == "tetragon";

    private static Dictionary<string, MessageDescriptor> Reachable(MessageDescriptor root)
    {
        var found = new Dictionary<string, MessageDescriptor>(StringComparer.Ordinal);
        var open = new Stack<MessageDescriptor>([root]);
        while (open.TryPop(out var message))
        {
            if (!found.TryAdd(message.Name, message))
            {
                continue;
            }

            foreach (var field in message.Fields.InDeclarationOrder().Where(IsOfTheApi))
            {
                open.Push(field.MessageType);
            }
        }

        return found;
    }
}
