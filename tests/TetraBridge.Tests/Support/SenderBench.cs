using Microsoft.Extensions.Logging.Abstractions;
using TetraBridge.Categories;
using TetraBridge.Delivery.DeadLetters;
using TetraBridge.Delivery.Sending;
using TetraBridge.Sinks;

namespace TetraBridge.Tests.Support;

/// <summary>The frame's sender around a real sink, with dead letters on the disk.</summary>
internal sealed class SenderBench : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DeadLetterFolder _letters;

    public SenderBench(ISink sink)
    {
        _letters = new DeadLetterFolder(_folder.Path, "kafka", 1 << 20, TimeProvider.System);
        Outage = new OutageLog("kafka", TimeProvider.System, NullLogger.Instance);
        if (sink is IWaitingSink waiting)
        {
            waiting.TellTrouble(Outage);
        }

        var notices = new DeadLetterNotices(new Classifier(LibraryCategories.Create()), TimeProvider.System);
        var office = new DeadLetterOffice("kafka", _letters, notices, Outage, TimeProvider.System, NullLogger.Instance);
        Sender = new Sender(sink, new ReceiverTrust(), office, Outage, RetryDelays.Default, TimeProvider.System);
    }

    public Sender Sender { get; }

    public OutageLog Outage { get; }

    /// <summary>The dead letters on the disk, a JSON object a line.</summary>
    public IReadOnlyList<string> Letters
    {
        get
        {
            _letters.Flush();
            return [.. Directory.EnumerateFiles(_folder.Path).SelectMany(File.ReadAllLines)];
        }
    }

    public void Dispose()
    {
        _letters.Dispose();
        _folder.Dispose();
    }
}
