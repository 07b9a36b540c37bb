using Microsoft.Extensions.Logging;

namespace TetraBridge.Sources.GrpcStream;

/// <summary>What a stream tells the operator.</summary>
internal static partial class AgentLog
{
    /// <summary>The stream stands.</summary>
    [LoggerMessage(LogLevel.Information, "source {Source}: receives from the agent {Version} at {Address}")]
    public static partial void IsUp(this ILogger logger, string source, string version, string address);

    /// <summary>The stream ended.</summary>
    [LoggerMessage(LogLevel.Warning, "source {Source}: the stream from {Address} ended: {Words}. A new connection is tried; what happens meanwhile is missing, and a gap record will tell it")]
    public static partial void Ended(this ILogger logger, string source, string address, string words);

    /// <summary>The agent can't be reached.</summary>
    [LoggerMessage(LogLevel.Error, "source {Source}: no stream from {Address} since {Since:yyyy-MM-ddTHH:mm:ssZ}: {Words}. Events of this time are missing. Is the agent running, and may we read its socket?")]
    public static partial void IsDown(this ILogger logger, string source, string address, DateTime since, string words);

    /// <summary>Plain TCP across a network.</summary>
    [LoggerMessage(LogLevel.Warning, "source {Source}: {Address} is plain TCP and not this machine: anybody on the way can read and change events. Use the unix socket, or https")]
    public static partial void PlainTcp(this ILogger logger, string source, string address);

    /// <summary>The agent's metrics can't be read.</summary>
    [LoggerMessage(LogLevel.Warning, "source {Source}: the agent's metrics at {Address} can't be read: {Words}. The stream goes on; what the agent itself loses is not known meanwhile")]
    public static partial void NoMetrics(this ILogger logger, string source, string address, string words);

    /// <summary>The agent's metrics can be read again.</summary>
    [LoggerMessage(LogLevel.Information, "source {Source}: the agent's metrics at {Address} can be read again")]
    public static partial void MetricsAreBack(this ILogger logger, string source, string address);
}
