using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace TetraBridge.EndToEnd.Support;

/// <summary>The bridge as a child process, ended by its id. What it says is shown with a test that fails.</summary>
internal sealed partial class BridgeProcess : IAsyncDisposable
{
    private const int Sigterm = 15;
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private BridgeProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, told) => Keep(_output, told.Data);
        _process.ErrorDataReceived += (_, told) => Keep(_errors, told.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it wrote to standard output so far.</summary>
    public string Output => Text(_output);

    /// <summary>What it wrote to standard error so far.</summary>
    public string Errors => Text(_errors);

    /// <summary>Its largest resident memory so far, in bytes; while it runs only.</summary>
    public long PeakBytes => File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/status"))
        .Where(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Select(static line => long.Parse(line.AsSpan(6, line.Length - 6 - 2).Trim(), CultureInfo.InvariantCulture) * 1024)
        .Single();

    /// <summary>True once it ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Starts `tetrabridge` with these arguments and an environment that tells it nothing else.</summary>
    public static BridgeProcess Start(params string[] arguments)
    {
        var start = BridgeProgram.With(arguments);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("TETRABRIDGE_", StringComparison.Ordinal) || name.StartsWith("OTEL_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        return new BridgeProcess(start);
    }

    /// <summary>Runs it to its end; the exit code.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        await using var bridge = Start(arguments);
        var code = await bridge.ExitAsync();
        return (code, bridge.Output, bridge.Errors);
    }

    /// <summary>Waits for its end, and fails after <paramref name="longest"/> (a minute); the exit code.</summary>
    public async Task<int> ExitAsync(TimeSpan? longest = null)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(longest ?? _longest);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            Assert.Fail($"the bridge did not end in time; it said:\n{Errors}");
        }

        return _process.ExitCode;
    }

    /// <summary>Asks it to stop, as systemd and Kubernetes do; the exit code.</summary>
    public Task<int> StopAsync()
    {
        Assert.Equal(0, Signal(_process.Id, Sigterm));
        return ExitAsync();
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(Errors);
        _process.Dispose();
    }

    private static void Keep(StringBuilder into, string? line)
    {
        if (line is not null)
        {
            lock (into)
            {
                into.Append(line).Append('\n');
            }
        }
    }

    private static string Text(StringBuilder from)
    {
        lock (from)
        {
            return from.ToString();
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
