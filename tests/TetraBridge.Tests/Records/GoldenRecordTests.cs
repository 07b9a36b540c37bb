using Google.Protobuf;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Records;

/// <summary>Whole records as OTLP JSON, for people to read: an event of each kind and of each category. TETRABRIDGE_GOLDEN=write writes them anew.</summary>
public sealed class GoldenRecordTests
{
    private static readonly JsonFormatter _readable = new(JsonFormatter.Settings.Default.WithIndentation("  ").WithFormatEnumsAsIntegers(true));

    public static TheoryData<string> Names { get; } =
        [.. Directory.EnumerateFiles(GoldenFiles.Folder, "*.in.jsonl").Select(file => Path.GetFileName(file).Replace(".in.jsonl", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_is_told_as_its_golden_record(string name)
    {
        var line = File.ReadAllText(Path.Combine(GoldenFiles.Folder, name + ".in.jsonl")).TrimEnd('\n');

        var told = new RecordTeller().Tell(System.Text.Encoding.UTF8.GetBytes(line));

        GoldenFiles.AssertCurrent(Path.Combine("tests", "TetraBridge.Tests", "Fixtures", "golden", name + ".out.json"), _readable.Format(RecordTeller.AsRequest(told)) + "\n");
    }

    [Fact]
    public void Each_kind_and_each_category_has_a_golden_record()
    {
        var kinds = TetraBridge.Events.EventKinds.Names.Append("unknown").Select(kind => "kind-" + kind.Replace("process_", "", StringComparison.Ordinal).Replace('_', '-'));
        var categories = TetraBridge.Categories.CategoryTable.All.Select(category => "category-" + category.Id);

        Assert.Empty(kinds.Concat(categories).Except(Names.Select(row => row.Data)));
    }

    [Fact]
    public void A_golden_record_of_a_category_carries_it()
    {
        foreach (var category in TetraBridge.Categories.CategoryTable.All)
        {
            var told = new RecordTeller().Tell(File.ReadAllBytes(Path.Combine(GoldenFiles.Folder, $"category-{category.Id}.in.jsonl")));

            Assert.Contains(category.Id, told["tetragon.category"]!.ArrayValue.Values.Select(item => item.StringValue));
        }
    }
}
