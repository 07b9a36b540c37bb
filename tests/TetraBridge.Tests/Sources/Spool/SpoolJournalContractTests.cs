using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using TetraBridge.Sources;
using TetraBridge.Sources.ExportFile;
using TetraBridge.Sources.Spool;
using TetraBridge.Sources.Spool.Segments;
using TetraBridge.Tests.Contracts;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.Spool;

public sealed class SpoolJournalContractTests : JournalContract
{
    private readonly TemporaryFolder _folder = new();
    private readonly SpoolWriter _writer;

    public SpoolJournalContractTests()
    {
        var options = new SpoolOptions(_folder.Path, "n");
        _writer = new SpoolWriter(options, new SpoolFolder(_folder.Path), TimeProvider.System, NullLogger<SpoolWriter>.Instance);
        Append();
        Journal = new SpoolJournal(
            new ExportFileJournal("spool", new ExportFileOptions(options.Path), TimeProvider.System, NullLogger<ExportFileJournal>.Instance), _writer, TimeProvider.System);
    }

    private protected override IJournal Journal { get; }

    // Told to stop at once it writes what waits.
    private protected override void Append(params string[] lines)
    {
        foreach (var line in lines)
        {
            _writer.Append(Encoding.UTF8.GetBytes(line));
        }

        Assert.True(_writer.RunAsync(new CancellationToken(canceled: true)).IsCompletedSuccessfully);
    }

    public override void Dispose()
    {
        _writer.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_waiting_reader_is_woken_by_the_writer()
    {
        using var reader = Journal.Open(null, JournalStart.Oldest, once: false);
        Assert.Null(reader.TryRead());
        var waiting = reader.WaitAsync(TimeSpan.FromHours(1), TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);

        Append("one");
        await waiting;

        Assert.Equal(["one"], new JournalDrain().Read(reader).Texts);
    }

    [Fact]
    public void Files_are_their_owners_only()
    {
        Append("one");

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File(SpoolOptions.FileName)));
        }
    }
}
