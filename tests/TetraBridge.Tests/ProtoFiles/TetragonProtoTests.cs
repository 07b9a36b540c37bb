using static TetraBridge.Tests.ProtoFiles.DescriptorTables;

namespace TetraBridge.Tests.ProtoFiles;

public sealed class TetragonProtoTests
{
    private static readonly IReadOnlyList<string> _table = Fixture("tetragon-api.tsv");
    private static readonly string[] _descriptors = [.. TetragonRows.Of(DescriptorTables.Tetragon)];

    [Fact]
    public void Each_row_of_the_table_has_its_descriptor() => AssertNone(_table.Except(_descriptors));

    [Fact]
    public void Each_descriptor_has_its_row_in_the_table() => AssertNone(_descriptors.Except(_table));

    [Fact]
    public void Table_and_descriptors_are_of_one_length()
    {
        Assert.Equal(683, _table.Count);
        Assert.Equal(_table.Count, _table.Distinct().Count());
        Assert.Equal(_table.Count, _descriptors.Length);
    }

    [Theory]
    [InlineData("tetragon/events.proto\ttetragon\treserved\ttetragon.EventType\t\t13-26\t\treserved\tno\t")]
    [InlineData("tetragon/events.proto\ttetragon\treserved\ttetragon.GetEventsResponse\t\t2-4\t\treserved\tno\t")]
    [InlineData("tetragon/sensors.proto\ttetragon\tmessage\ttetragon.ProcessInternal\trefcnt_ops\t4\tmap<string,int32>\tmap\tno\trefcntOps")]
    [InlineData("tetragon/sensors.proto\ttetragon\tmessage\ttetragon.GetInfoResponse.Probe\tName\t1\tstring\tsingular\tno\tName")]
    [InlineData("tetragon/sensors.proto\ttetragon\tmessage\ttetragon.TracingPolicyStatus\tstats\t12\ttetragon.TracingPolicyStats\toptional\tno\tstats")]
    [InlineData("tetragon/tetragon.proto\ttetragon\tenum\ttetragon.KprobeAction\tKPROBE_ACTION_COPYFD\t6\tenum\t\tyes\t")]
    [InlineData("tetragon/sensors.proto\ttetragon\tservice\ttetragon.FineGuidanceSensors\tGetEvents\ttetragon.GetEventsRequest\ttetragon.GetEventsResponse\tno\tyes\tno")]
    public void Descriptors_are_told_as_the_table_tells_them(string row) => Assert.Contains(row, _descriptors);
}
