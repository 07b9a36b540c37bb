using System.Text;
using System.Text.Json;
using TetraBridge.Protos.Otlp;
using TetraBridge.Records;
using TetraBridge.Records.Attributes;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Records;

/// <summary>What must be true of the record of every recorded line: the selection here, and all of a folder that TETRABRIDGE_RECORDINGS names.</summary>
public sealed class RecordedRecordsTests
{
    private readonly RecordTeller _teller = new();

    [Theory]
    [InlineData(96)]
    [InlineData(60)]
    [InlineData(20)]
    [InlineData(int.MaxValue)]
    public void Every_leaf_of_a_line_is_found_again_in_its_record(int attributes)
    {
        var uncut = new RecordTeller(new RecordOptions(attributes), RecordTeller.Limits with { RecordBytes = int.MaxValue });

        ForEachRecord(uncut, (line, told) => Assert.Empty(new RecordSearch(JsonDocument.Parse(line.Text).RootElement, told).Missing()));
    }

    [Fact]
    public void No_attribute_stands_twice() => ForEachRecord((_, told) =>
    {
        Assert.Equal(told.Record.Attributes.Count, told.Record.Attributes.Select(attribute => attribute.Key).Distinct().Count());
        Assert.Equal(told.Resource.Attributes.Count, told.Resource.Attributes.Select(attribute => attribute.Key).Distinct().Count());
    });

    [Fact]
    public void Every_attribute_is_in_the_catalog_with_its_type()
    {
        var types = AttributeCatalog.Instance.All.ToDictionary(key => key.Name, key => key.Type);

        ForEachRecord((_, told) => Assert.All(told.Record.Attributes, attribute => Assert.Equal(types[attribute.Key], TypeOf(attribute.Value))));
    }

    [Fact]
    public void No_attribute_is_empty() => ForEachRecord((_, told) =>
        Assert.DoesNotContain(told.Record.Attributes, attribute => attribute.Value.ValueCase == AnyValue.ValueOneofCase.StringValue && attribute.Value.StringValue.Length == 0));

    [Fact]
    public void Every_record_keeps_the_limits() => ForEachRecord((_, told) =>
    {
        Assert.InRange(told.Record.Attributes.Count, 1, RecordTeller.Limits.RecordAttributes);
        Assert.InRange(told.Bytes, 1, RecordTeller.Limits.RecordBytes);
        Assert.Equal(told.WasCut, told["tetrabridge.cut"] is not null);
    });

    [Fact]
    public void Every_body_is_a_sentence_without_control_characters() => ForEachRecord((_, told) =>
    {
        Assert.NotEmpty(told.Record.Body.StringValue);
        Assert.DoesNotContain(told.Record.Body.StringValue, char.IsControl);
    });

    [Fact]
    public void Every_record_has_time_severity_name_and_uid() => ForEachRecord((_, told) =>
    {
        Assert.NotEqual(0UL, told.Record.TimeUnixNano);
        Assert.Equal((ulong)RecordTeller.ObservedTime, told.Record.ObservedTimeUnixNano);
        Assert.NotEqual(SeverityNumber.Unspecified, told.Record.SeverityNumber);
        Assert.NotEmpty(told.Record.SeverityText);
        Assert.StartsWith("tetragon.", told.Record.EventName, StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{32}$", told["log.record.uid"]!.StringValue);
    });

    [Fact]
    public void Every_leaf_of_a_published_line_of_another_writer_is_found_again()
    {
        var teller = new RecordTeller();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Fixtures", "published"), "*.jsonl"))
        {
            foreach (var line in File.ReadLines(file).Select(Encoding.UTF8.GetBytes))
            {
                var missing = new RecordSearch(JsonDocument.Parse(line).RootElement, teller.Tell(line)).Missing();
                Assert.True(!missing.Any(), $"{file}: {string.Join("; ", missing)}\n{Encoding.UTF8.GetString(line)}");
            }
        }
    }

    private static AttributeType TypeOf(AnyValue value) => value.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => AttributeType.String,
        AnyValue.ValueOneofCase.IntValue => AttributeType.Int,
        AnyValue.ValueOneofCase.BoolValue => AttributeType.Bool,
        _ => AttributeType.StringList,
    };

    private void ForEachRecord(Action<RecordedLine, ToldRecord> check) => ForEachRecord(_teller, check);

    private static void ForEachRecord(RecordTeller teller, Action<RecordedLine, ToldRecord> check)
    {
        var folder = Environment.GetEnvironmentVariable("TETRABRIDGE_RECORDINGS");
        var lines = string.IsNullOrEmpty(folder) ? Recorded.All() : Recorded.All().Concat(Recorded.All(folder));
        foreach (var line in lines)
        {
            try
            {
                check(line, teller.Tell(line.Text));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{line}: {e.Message}", e);
            }
        }
    }
}
