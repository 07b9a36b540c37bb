using System.IO.Compression;
using Microsoft.Extensions.Logging.Abstractions;
using TetraBridge.Buffers;
using TetraBridge.Categories;
using TetraBridge.Records.Resources;
using TetraBridge.Sinks.Otlp;
using TetraBridge.Sources;
using TetraBridge.Sources.ExportFile;

namespace TetraBridge.Cli.Explain;

/// <summary>
/// `explain`: the events of a file or of standard input, one after the other; a line that is none is told, and the next one taken.
/// </summary>
internal sealed class ExplainRun(Streams streams, Func<Stream> standardInput, string node, TimeProvider clock)
{
    private static readonly TimeSpan _wait = TimeSpan.FromSeconds(1);

    /// <summary>Explains until the end; 4 where a line was no event (decisions 7).</summary>
    public async Task<ExitCode> RunAsync(ExplainRequest request, CancellationToken cancellation)
    {
        Stream input;
        try
        {
            input = Open(request.File);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            streams.Error.WriteLine($"tetrabridge: {PrintableText.Of($"{request.File} can't be read: {failure.Message}")}");
            return ExitCode.Failed;
        }

        if (request.File == "-" && streams.InIsTerminal)
        {
            streams.Error.WriteLine("tetrabridge: paste events, a line each; Ctrl-D ends");
        }

        var classifier = new Classifier(
            [.. LibraryCategories.Create(request.Meaning.EgressPolicies), .. request.Meaning.Categories.Select(own => new ConfiguredCategory(own))]);
        var explainer = new EventExplainer(
            classifier, new OtlpOptions().Limits, new ResourceMapper(request.Meaning.Node ?? node, request.Meaning.Resource), clock);
        var lines = new ExplainedLines(explainer, streams.Out, request.Json);
        using var reader = new StreamJournal(
            request.File, input, new ExportFileOptions(request.File), clock, NullLogger<StreamJournal>.Instance).Open(
                null, JournalStart.Oldest, once: true);
        while (!reader.IsCompleted)
        {
            switch (reader.TryRead())
            {
                case LineBlock block:
                    lines.Take(block);
                    block.Release();
                    break;
                case UnreadableLine line:
                    lines.Take(line);
                    break;
                case JournalGap gap:
                    streams.Error.WriteLine($"tetrabridge: {PrintableText.Of(gap.Words)}");
                    return ExitCode.Failed;
                default:
                    await streams.Out.FlushAsync(cancellation).ConfigureAwait(false);
                    await reader.WaitAsync(_wait, cancellation).ConfigureAwait(false);
                    break;
            }
        }

        return lines.Bad > 0 ? ExitCode.DeadLettersOrGaps : ExitCode.Done;
    }

    private Stream Open(string file) =>
        file == "-" ? standardInput()
        : file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(File.OpenRead(file), CompressionMode.Decompress)
        : File.OpenRead(file);
}
