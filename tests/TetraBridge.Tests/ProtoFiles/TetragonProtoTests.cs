using static TetraBridge.Tests.ProtoFiles.DescriptorTables;

namespace TetraBridge.Tests.ProtoFiles;

public sealed class TetragonProtoTests
{
    private static readonly IReadOnlyList<string> s_table = Fixture("tetragon-api.tsv");
    private static readonly string[] s_descriptors = [.. TetragonRows.Of(DescriptorTables.Tetragon)];

    [Fact]
    public void Each_row_of_the_table_has_its_descriptor() => AssertNone(s_table.Except(s_descriptors));

    [Fact]
    public void Each_descriptor_has_its_row_in_the_table() => AssertNone(s_descriptors.Except(s_table));

    [Fact]
    public void Table_and_descriptors_are_of_one_length()
    {
        Assert.Equal(683, s_table.Count);
        Assert.Equal(s_table.Count, s_table.Distinct().Count());
        Assert.Equal(s_table.Count, s_descriptors.Length);
    }

    [Theory]
    [InlineData("tetragon/events.proto\ttetragon\treserved\ttetragon.EventType\t\t13-26\t\treserved\tno\t")]
    [InlineData("tetragon/events.proto\ttetragon\treserved\ttetragon.GetEventsResponse\t\t2-4\t\treserved\tno\t")]
    [InlineData("tetragon/sensors.proto\ttetragon\tmessage\ttetragon.ProcessInternal\trefcnt_ops\t4\tmap<string,int32>\tmap\tno\trefcntOps")]
    [InlineData("tetragon/sensors.proto\ttetragon\tmessage\ttetragon.GetInfoResponse.Probe\tName\t1\tstring\tsingular\tno\tName")]
    [InlineData("tetragon/sensors.proto\ttetragon\tmessage\ttetragon.TracingPolicyStatus\tstats\t12\ttetragon.TracingPolicyStats\toptional\tno\tstats")]
    [InlineData("tetragon/tetragon.proto\ttetragon\tenum\ttetragon.KprobeAction\tKPROBE_ACTION_COPYFD\t6\tenum\t\tyes\t")]
    [InlineData("tetragon/sensors.proto\ttetragon\tservice\ttetragon.FineGuidanceSensors\tGetEvents\ttetragon.GetEventsRequest\ttetragon.GetEventsResponse\tno\tyes\tno")]
    public void Descriptors_are_told_as_the_table_tells_them(string row) => Assert.Contains(row, s_descriptors);
}
