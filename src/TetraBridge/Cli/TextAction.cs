using System.CommandLine;
using System.CommandLine.Invocation;

namespace TetraBridge.Cli;

/// <summary>The action of an option that prints something and ends, whatever else stands on the command line.</summary>
internal sealed class TextAction(Func<ParseResult, string> text) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.Write(text(parseResult));
        return (int)ExitCode.Done;
    }
}
