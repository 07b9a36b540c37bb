using Grpc.Core;

namespace TetraBridge.Sinks.Otlp.Answers;

/// <summary>What came back for a request, before anyone judges it.</summary>
/// <param name="Origin">Who said so.</param>
/// <param name="Code">What they said; the origin tells which kind of code.</param>
/// <param name="Words">Their words; empty where there were none.</param>
/// <param name="After">When they want to be asked again.</param>
/// <param name="Taken">The decoded answer to a request that was taken; null where it could not be decoded or the request wasn't
/// taken.</param>
internal sealed record OtlpAnswer(AnswerOrigin Origin, int Code, string Words, TimeSpan? After = null, ExportAnswer? Taken = null)
{
    /// <summary>True where the receiver says that it took the request.</summary>
    public bool IsSuccess => Origin switch
    {
        AnswerOrigin.Http => Code is >= 200 and < 300,
        AnswerOrigin.Grpc => Code == (int)StatusCode.OK,
        _ => false,
    };

    /// <summary>An answer by HTTP.</summary>
    public static OtlpAnswer Http(int status, string words = "", TimeSpan? after = null, ExportAnswer? taken = null) =>
        new(AnswerOrigin.Http, status, words, after, taken);

    /// <summary>An answer by gRPC.</summary>
    public static OtlpAnswer Grpc(StatusCode status, string words = "", TimeSpan? after = null, ExportAnswer? taken = null) =>
        new(AnswerOrigin.Grpc, (int)status, words, after, taken);

    /// <summary>No answer.</summary>
    public static OtlpAnswer Nothing(ConnectionFailure failure, string words = "") =>
        new(AnswerOrigin.Connection, (int)failure, words);
}
