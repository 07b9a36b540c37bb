namespace TetraBridge.Sources.GrpcStream;

/// <summary>What a stream of events hands out once an event was taken where it arrived: nothing more.</summary>
internal sealed class Taken
{
    /// <summary>The only one.</summary>
    public static Taken Instance { get; } = new();
}
