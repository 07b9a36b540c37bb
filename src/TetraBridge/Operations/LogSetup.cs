using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace TetraBridge.Operations;

/// <summary>Our own log: to standard error only, since standard output belongs to records.</summary>
internal static class LogSetup
{
    /// <summary>A factory whose disposal writes out what still waits.</summary>
    /// <param name="least">The least level; at debug exceptions come with their stack traces.</param>
    /// <param name="time">The clock.</param>
    public static ILoggerFactory Create(LogLevel least, TimeProvider time) => LoggerFactory.Create(logging =>
    {
        logging.SetMinimumLevel(least);

        // The server and client libraries tell each request at information; the bridge tells what came of it.
        logging.AddFilter("Microsoft", least <= LogLevel.Debug ? LogLevel.Information : LogLevel.Warning);
        logging.AddFilter("System", least <= LogLevel.Debug ? LogLevel.Information : LogLevel.Warning);
        logging.AddFilter("Grpc", least <= LogLevel.Debug ? LogLevel.Information : LogLevel.Warning);
        logging.AddConsole(console =>
        {
            console.FormatterName = LogLineFormatter.FormatterName;
            console.LogToStandardErrorThreshold = LogLevel.Trace;
        });

        // AddConsoleFormatter binds options by reflection, which AOT doesn't have.
        logging.Services.AddSingleton<ConsoleFormatter>(new LogLineFormatter(time, stackTraces: least <= LogLevel.Debug));
    });
}
