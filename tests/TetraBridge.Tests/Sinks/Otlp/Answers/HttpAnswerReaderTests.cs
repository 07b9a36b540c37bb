using System.Text;
using Google.Protobuf;
using TetraBridge.Protos.Otlp;
using TetraBridge.Sinks.Otlp.Answers;

namespace TetraBridge.Tests.Sinks.Otlp.Answers;

public sealed class HttpAnswerReaderTests
{
    private const string Protobuf = "application/x-protobuf";
    private const string Json = "application/json";
    private static readonly DateTimeOffset _now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Protobuf, "")]
    [InlineData(Protobuf, "\n\0")]
    [InlineData(null, "")]
    [InlineData(Json, "{}")]
    [InlineData(Json, """{"partialSuccess":{}}""")]
    [InlineData(Json, """{"partialSuccess":null}""")]
    public void These_are_full_successes(string? type, string body) => Assert.Equal(ExportAnswer.All, Read(200, type, body).Taken);

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    public void No_content_is_a_full_success(string? type) => Assert.Equal(ExportAnswer.All, Read(204, type, "").Taken);

    [Theory]
    [InlineData("text/html", "")]
    [InlineData("text/plain", "")]
    [InlineData(Json, "")]
    [InlineData("text/html", "<html>Please log in</html>")]
    [InlineData("text/plain", "ok")]
    [InlineData(Protobuf, "<html>")]
    [InlineData(Protobuf, "\n\u0010abc")]
    [InlineData(null, "<html>")]
    [InlineData(Json, "[]")]
    [InlineData(Json, "{\"partialSuccess\":")]
    public void These_are_no_receipts_and_show_what_came(string? type, string body)
    {
        var answer = Read(200, type, body);

        Assert.Null(answer.Taken);
        Assert.Contains(body.Trim(), answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_partial_success_is_read_from_protobuf_and_json()
    {
        var message = new ExportLogsServiceResponse { PartialSuccess = new ExportLogsPartialSuccess { RejectedLogRecords = 300, ErrorMessage = "too old" } };
        var expected = new ExportAnswer(300, "too old");

        Assert.Equal(expected, HttpAnswerReader.Read(200, Protobuf, message.ToByteArray(), null, _now).Taken);
        Assert.Equal(expected, Read(200, Json, JsonFormatter.Default.Format(message)).Taken);
        Assert.Equal(expected, Read(200, Json, """{"partialSuccess":{"rejectedLogRecords":300,"errorMessage":"too old"}}""").Taken);
    }

    [Theory]
    [InlineData(Protobuf, "\b\u0003\u0012\u0003bad", "bad")]
    [InlineData("application/octet-stream", "\u0012\u0003bad", "bad")]
    [InlineData(Json, """{"code":3,"message":"bad"}""", "bad")]
    [InlineData(Json, """{"error":"bad"}""", """{"error":"bad"}""")]
    [InlineData("text/plain", " bad\n", "bad")]
    [InlineData(null, "bad", "bad")]
    [InlineData(Protobuf, "", "")]
    public void A_refusals_words_are_found(string? type, string body, string words) => Assert.Equal(words, Read(400, type, body).Words);

    [Fact]
    public void Long_words_are_cut() => Assert.InRange(Read(400, "text/plain", new string('x', 100_000)).Words.Length, 1_000, 1_100);

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    [InlineData("9999999999", null)]
    [InlineData("999999999", 86_400)]
    [InlineData("Tue, 24 Nov 2026 12:00:30 GMT", 30)]
    [InlineData("Tue, 24 Nov 2026 11:00:00 GMT", 0)]
    [InlineData("soon", null)]
    public void Retry_after_is_seconds_or_a_date(string header, int? seconds)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Retry-After", header);

        var after = HttpAnswerReader.Read(503, null, [], response.Headers.RetryAfter, _now).After;

        Assert.Equal(seconds, after?.TotalSeconds);
    }

    private static OtlpAnswer Read(int status, string? type, string body) =>
        HttpAnswerReader.Read(status, type, Encoding.UTF8.GetBytes(body), null, _now);
}
