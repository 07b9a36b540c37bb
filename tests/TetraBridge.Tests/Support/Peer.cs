using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace TetraBridge.Tests.Support;

/// <summary>
/// A real server from the folder that TETRABRIDGE_PEERS names: started in a temporary folder, ended by its id. Skips the test where the
/// variable is not set.
/// </summary>
internal sealed partial class Peer : IAsyncDisposable
{
    private const int Sigterm = 15;
    private const int FileSize = 1;
    private const int MostStarts = 3;
    private const int MostLogLines = 40;
    private static readonly TimeSpan _startDeadline = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _stopDeadline = TimeSpan.FromSeconds(10);

    private readonly string _program;
    private readonly string _directory;
    private Process _process;
    private JsonDocument _ready;

    private Peer(string program, string directory, Process process, JsonDocument ready)
    {
        _program = program;
        _directory = directory;
        _process = process;
        _ready = ready;
    }

    /// <summary>The process id of the server.</summary>
    public int Id => _process.Id;

    /// <summary>The end of the server's log so far.</summary>
    public string Log => ReadLog(_directory);

    /// <summary>Whether the server has ended, by itself or not.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>An address or file that the READY line names.</summary>
    public string this[string name] => _ready.RootElement.GetProperty(name).GetString()!;

    /// <summary>Starts a peer with options of its README.</summary>
    public static async Task<Peer> StartAsync(string name, params string[] options)
    {
        var peers = Environment.GetEnvironmentVariable("TETRABRIDGE_PEERS");
        Assert.SkipWhen(string.IsNullOrEmpty(peers), "TETRABRIDGE_PEERS is not set: it names the folder with the real servers");
        var program = Path.Combine(peers!, name, "start");
        for (var attempt = 1; ; attempt++)
        {
            var directory = Directory.CreateTempSubdirectory($"peer-{name}-").FullName;
            try
            {
                var (process, ready) = await RunAsync(program, directory, options);
                return new Peer(program, directory, process, ready);
            }
            catch (Exception failure) when (attempt < MostStarts && failure is not OperationCanceledException)
            {
                // Kafka's makes up a cluster id, and one in 64 begins with a dash, which Kafka takes for an option.
                TestContext.Current.TestOutputHelper?.WriteLine($"{program} is started again: {failure.Message}");
                Directory.Delete(directory, recursive: true);
            }
        }
    }

    /// <summary>From now on no file of the server may grow beyond so many bytes: its writes fail as on a full disk, until it starts again.</summary>
    public void LimitFiles(long bytes) => Assert.Equal(0, Limit(_process.Id, FileSize, [bytes, bytes], 0));

    /// <summary>Kills the server and starts it again with the same data and ports.</summary>
    public async Task CrashAndRestartAsync()
    {
        await CrashAsync();
        await StartAgainAsync();
    }

    /// <summary>Kills the server; it stays down until <see cref="StartAgainAsync"/>.</summary>
    public async Task CrashAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Asks the server to end, and waits for it.</summary>
    public Task StopAsync() => StopAsync(_process);

    /// <summary>Starts the server again, after a crash or a stop, with the same data and ports.</summary>
    public async Task StartAgainAsync(params string[] options)
    {
        Release();
        (_process, _ready) = await RunAsync(_program, _directory, options);
    }

    public async ValueTask DisposeAsync()
    {
        // While a test runs nobody can ask how it ends; the runner shows this output for those that fail.
        TestContext.Current.TestOutputHelper?.WriteLine(Log);

        await StopAsync(_process);
        Release();
        Directory.Delete(_directory, recursive: true);
    }

    private static async Task<(Process Process, JsonDocument Ready)> RunAsync(string program, string directory, string[] options)
    {
        var process = Process.Start(new ProcessStartInfo(program, ["--dir", directory, .. options]) { RedirectStandardOutput = true })!;
        try
        {
            return (process, JsonDocument.Parse(await ReadyLineAsync(process, program, directory)));
        }
        catch
        {
            await StopAsync(process);
            process.Dispose();
            throw;
        }
    }

    private static async Task<string> ReadyLineAsync(Process process, string program, string directory)
    {
        const string ready = "READY ";
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(_startDeadline);
        while (await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            if (line.StartsWith(ready, StringComparison.Ordinal))
            {
                return line[ready.Length..];
            }

            Assert.False(line.StartsWith("FAILED ", StringComparison.Ordinal), $"{program}: {line}\n{ReadLog(directory)}");
        }

        throw new InvalidOperationException($"{program} ended before it was ready.\n{ReadLog(directory)}");
    }

    private static async Task StopAsync(Process process)
    {
        if (process.HasExited)
        {
            return;
        }

        _ = Kill(process.Id, Sigterm);
        using var deadline = new CancellationTokenSource(_stopDeadline);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }
    }

    // Its end: what a server says in a minute hides what a test says.
    private static string ReadLog(string directory)
    {
        var log = Path.Combine(directory, "log");
        return File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(MostLogLines)) : "(no log)";
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "prlimit")]
    private static partial int Limit(int process, int resource, ReadOnlySpan<long> softAndHard, nint before);

    private void Release()
    {
        _process.Dispose();
        _ready.Dispose();
    }
}
