using System.Globalization;
using System.Text.Unicode;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Microsoft.Extensions.Time.Testing;
using TetraBridge.Delivery.Intake;
using TetraBridge.Events;
using TetraBridge.Protos.Otlp;
using TetraBridge.Records;
using TetraBridge.Records.Resources;
using TetraBridge.Sinks.Otlp.Wire;
using TetraBridge.Sinks.OtlpFile;
using TetraBridge.Tests.Support;
using TetraBridge.Tests.Support.Mutations;

namespace TetraBridge.Tests.Delivery.Intake;

/// <summary>
/// Any mutation of any recorded line ends as exactly one record or one dead letter, on the whole way that a route has. TETRABRIDGE_MUTATIONS sets how many are tried
/// (5,000 where it is not set); what fails is shrunk to fewer and milder mutations, and told with FsCheck's seed.
/// </summary>
public sealed class AnyLineTests
{
    private const int UsualMutations = 5_000;
    private static readonly JsonParser _json = new(JsonParser.Settings.Default);

    private readonly LinePath _protobuf;
    private readonly LinePath _file;

    public AnyLineTests()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));
        var resources = new ResourceMapper(RecordTeller.Node, new Dictionary<string, string>());
        var options = new RecordOptions(RecordTeller.Limits.RecordAttributes);
        _protobuf = new LinePath(new OtlpEncoder(RecordTeller.Limits, options, resources, clock), clock);
        _file = new LinePath(new OtlpJsonEncoder(options, resources, clock), clock);
    }

    [Fact]
    public void Any_mutation_of_any_line_ends_as_one_record_or_one_dead_letter()
    {
        var wanted = int.TryParse(Environment.GetEnvironmentVariable("TETRABRIDGE_MUTATIONS"), CultureInfo.InvariantCulture, out var told) ? told : UsualMutations;
        int records = 0, cut = 0;
        var problems = new HashSet<LineProblem>();

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(wanted).WithQuietOnSuccess(true),
            Prop.ForAll(new MutatedLines().Arbitrary, line =>
            {
                var fate = EndsAsOne(line.Text);
                records += fate is LineFate.Bad or LineFate.Blank ? 0 : 1;
                cut += fate == LineFate.EncodedCut ? 1 : 0;
                problems.Add(_protobuf.Problem);
            }));

        // Mutations that all break the line, or none, would test little.
        TestContext.Current.SendDiagnosticMessage($"{wanted} mutated lines: {records} records ({cut} cut), {wanted - records} dead letters; {string.Join(", ", problems.Order())}");
        Assert.InRange(records, wanted / 10, wanted * 9 / 10);
        Assert.True(cut > 0);
        Assert.Superset(new HashSet<LineProblem> { LineProblem.None, LineProblem.NotJson, LineProblem.NotUtf8, LineProblem.TooDeep, LineProblem.Ambiguous }, problems);
    }

    [Fact]
    public void Every_recorded_line_ends_as_one_record() => Assert.All(Recorded.All(), line => Assert.True(EndsAsOne(line.Text) is LineFate.Encoded or LineFate.EncodedCut, line.ToString()));

    private LineFate EndsAsOne(byte[] line)
    {
        var fate = _protobuf.Take(line);
        var inFile = _file.Take(line);

        // A file takes all: only there nothing is cut.
        Assert.Equal(fate == LineFate.EncodedCut ? LineFate.Encoded : fate, inFile);
        if (fate is LineFate.Bad or LineFate.Blank)
        {
            Assert.Equal(fate == LineFate.Blank, _protobuf.Problem == LineProblem.Blank);
            Assert.NotEqual(LineProblem.None, _protobuf.Problem);
            Assert.Equal((0, 0, 0, 0), (_protobuf.Batch.Records.Count, _protobuf.Batch.Bytes.Length, _file.Batch.Records.Count, _file.Batch.Bytes.Length));
            return fate;
        }

        var (record, resource) = Decode(_protobuf, LogRecord.Parser.ParseFrom, Resource.Parser.ParseFrom);
        Assert.NotEmpty(record.Body.StringValue);
        Assert.NotEmpty(record.EventName);
        Assert.NotEqual(SeverityNumber.Unspecified, record.SeverityNumber);
        Assert.Equal(record.Attributes.Count, record.Attributes.Select(static attribute => attribute.Key).Distinct().Count());
        if (fate != LineFate.Gap)
        {
            Assert.Equal(RecordUid.Text(_protobuf.Uid), record.Attributes.Single(static attribute => attribute.Key == "log.record.uid").Value.StringValue);
            Assert.InRange(record.Attributes.Count, 1, RecordTeller.Limits.RecordAttributes);
            Assert.InRange(_protobuf.Batch.Bytes.Length + _protobuf.Batch.GroupBytes, 1, RecordTeller.Limits.RecordBytes);
        }

        Assert.True(Utf8.IsValid(_file.Batch.Bytes.Written));
        var (same, sameResource) = Decode(_file, static bytes => Parse<LogRecord>(bytes), static bytes => Parse<Resource>(bytes));
        if (!record.Attributes.Any(static attribute => attribute.Key == "tetrabridge.cut"))
        {
            Assert.Equal((same, sameResource), (record, resource));
        }

        return fate;
    }

    private static (LogRecord Record, Resource Resource) Decode(LinePath path, Func<byte[], LogRecord> record, Func<byte[], Resource> resource)
    {
        var one = Assert.Single(path.Batch.Records);
        Assert.Equal((0, path.Batch.Bytes.Length), (one.Offset, one.Length));
        return (record(path.Batch.Bytes.Written.ToArray()), resource(path.Batch.Groups[one.Group]));
    }

    private static T Parse<T>(byte[] json)
        where T : IMessage, new() => _json.Parse<T>(System.Text.Encoding.UTF8.GetString(json));
}
