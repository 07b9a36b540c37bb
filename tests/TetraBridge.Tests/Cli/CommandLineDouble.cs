using TetraBridge.Cli;
using TetraBridge.Configuration;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Cli;

/// <summary>A command line whose commands note what they were asked, and whose streams are texts.</summary>
internal sealed class CommandLineDouble : IDisposable
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public TestSurroundings World { get; } = new();

    public BridgeConfig? Ran { get; private set; }

    public ExplainRequest? Explained { get; private set; }

    public CategoriesRequest? Listed { get; private set; }

    public bool Demonstrated { get; private set; }

    public Func<CancellationToken, Task<ExitCode>> Work { get; init; } = _ => Task.FromResult(ExitCode.Done);

    public string Summary { get; init; } = "";

    public CancellationToken Stop { get; init; } = TestContext.Current.CancellationToken;

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    public Task<int> Invoke(params string[] args)
    {
        var work = new CommandWork(
            async (config, _, cancellation) => new RunEnd(await Do(() => Ran = config, cancellation), Summary),
            (_, cancellation) => Do(() => Demonstrated = true, cancellation),
            (request, cancellation) => Do(() => Explained = request, cancellation),
            (request, cancellation) => Do(() => Listed = request, cancellation));
        return new CommandLine(World.Reader, work, new Streams(_out, _error), TimeProvider.System, () => VersionText.OfThisProgram("7", "2.16.0")).InvokeAsync(args, Stop);
    }

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
    }

    private Task<ExitCode> Do(Action note, CancellationToken cancellation)
    {
        note();
        return Work(cancellation);
    }
}
