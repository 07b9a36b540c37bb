using Grpc.Core;
using TetraBridge.Delivery.Sending;

namespace TetraBridge.Sinks.Otlp.Answers;

/// <summary>One row of <see cref="OtlpAnswers"/>.</summary>
/// <param name="Origin">Whose answers it is about.</param>
/// <param name="From">The first code.</param>
/// <param name="To">The last code.</param>
/// <param name="Says">What the words must hold, without regard to case; null: anything.</param>
/// <param name="Kind">The verdict.</param>
/// <param name="Advice">What it means and what to do, for the operator; null: the receiver's words are enough.</param>
internal sealed record OtlpAnswerRow(AnswerOrigin Origin, int From, int To, string? Says, VerdictKind Kind, string? Advice)
{
    /// <summary>A row for HTTP statuses.</summary>
    public static OtlpAnswerRow OverHttp(int from, int to, string? says, VerdictKind kind, string? advice = null) =>
        new(AnswerOrigin.Http, from, to, says, kind, advice);

    /// <summary>A row for one gRPC status.</summary>
    public static OtlpAnswerRow OverGrpc(StatusCode status, string? says, VerdictKind kind, string? advice = null) =>
        new(AnswerOrigin.Grpc, (int)status, (int)status, says, kind, advice);

    /// <summary>A row for a request that nobody answered.</summary>
    public static OtlpAnswerRow Unanswered(ConnectionFailure failure, VerdictKind kind, string? advice = null) =>
        new(AnswerOrigin.Connection, (int)failure, (int)failure, null, kind, advice);

    /// <summary>True where the row is about this answer.</summary>
    public bool Matches(OtlpAnswer answer) =>
        answer.Origin == Origin && answer.Code >= From && answer.Code <= To
        && (Says is null || answer.Words.Contains(Says, StringComparison.OrdinalIgnoreCase));
}
