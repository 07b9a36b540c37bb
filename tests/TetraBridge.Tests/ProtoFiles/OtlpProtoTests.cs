using static TetraBridge.Tests.ProtoFiles.DescriptorTables;

namespace TetraBridge.Tests.ProtoFiles;

public sealed class OtlpProtoTests
{
    private static readonly IReadOnlyList<string> _table = Fixture("otlp-logs.tsv");
    private static readonly string[] _descriptors = [.. OtlpRows.Of(DescriptorTables.Otlp)];

    [Fact]
    public void Each_row_of_the_table_has_its_descriptor() => AssertNone(_table.Except(_descriptors));

    [Fact]
    public void Each_descriptor_has_its_row_in_the_table() => AssertNone(_descriptors.Except(_table));

    [Fact]
    public void Table_and_descriptors_are_of_one_length()
    {
        Assert.Equal(74, _table.Count);
        Assert.Equal(_table.Count, _descriptors.Length);
    }

    [Fact]
    public void No_field_has_presence_that_the_original_does_not_give_it() => Assert.DoesNotContain(
        Messages(DescriptorTables.Otlp).SelectMany(message => message.Fields.InDeclarationOrder()),
        field => field.ToProto().Proto3Optional);
}
