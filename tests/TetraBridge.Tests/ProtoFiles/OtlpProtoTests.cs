using static TetraBridge.Tests.ProtoFiles.DescriptorTables;

namespace TetraBridge.Tests.ProtoFiles;

public sealed class OtlpProtoTests
{
    private static readonly IReadOnlyList<string> s_table = Fixture("otlp-logs.tsv");
    private static readonly string[] s_descriptors = [.. OtlpRows.Of(DescriptorTables.Otlp)];

    [Fact]
    public void Each_row_of_the_table_has_its_descriptor() => AssertNone(s_table.Except(s_descriptors));

    [Fact]
    public void Each_descriptor_has_its_row_in_the_table() => AssertNone(s_descriptors.Except(s_table));

    [Fact]
    public void Table_and_descriptors_are_of_one_length()
    {
        Assert.Equal(74, s_table.Count);
        Assert.Equal(s_table.Count, s_descriptors.Length);
    }

    [Fact]
    public void No_field_has_presence_that_the_original_does_not_give_it() => Assert.DoesNotContain(
        Messages(DescriptorTables.Otlp).SelectMany(message => message.Fields.InDeclarationOrder()),
        field => field.ToProto().Proto3Optional);
}
