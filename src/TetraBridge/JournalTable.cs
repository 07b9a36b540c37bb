using Microsoft.Extensions.Logging;
using TetraBridge.Configuration;
using TetraBridge.Sources;
using TetraBridge.Sources.ExportFile;

namespace TetraBridge;

/// <summary>The sources that there are: what the operator named becomes a journal. A new kind of source costs a line here.</summary>
internal sealed class JournalTable(Func<Stream> standardInput, TimeProvider clock, ILoggerFactory logs)
{
    /// <summary>Makes the journal of a source.</summary>
    public IJournal Create(SourceConfig source)
    {
        var options = new ExportFileOptions(source.File, MaxLineBytes: source.MaxLine);
        return source.File == SourceConfig.StandardInput
            ? new StreamJournal(source.Name, standardInput(), options, clock, logs.CreateLogger<StreamJournal>())
            : new ExportFileJournal(source.Name, options, clock, logs.CreateLogger<ExportFileJournal>());
    }
}
