using Microsoft.Extensions.Logging;
using TetraBridge.Categories;
using TetraBridge.Events;

namespace TetraBridge.Delivery.Intake;

/// <summary>
/// Looks at the first events of a source and tells the operator once which categories can't be seen in it (decisions 7), and which fields
/// its filters leave out (decisions 9): after enough events, after a minute, or at the end of a short run. Belongs to one route's loop; not thread-safe.
/// </summary>
internal sealed partial class VisibilityWatch(string source, TimeProvider clock, ILogger logger)
{
    private const int Enough = 2000;
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(1);

    private readonly CategoryVisibility _visibility = new();
    private readonly FieldVisibility _fields = new();
    private long _begun;

    /// <summary>True once it has told: no event needs to be shown any more.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Looks at an event.</summary>
    public void Observe(TetragonEvent e)
    {
        if (_visibility.Events == 0)
        {
            _begun = clock.GetTimestamp();
        }

        _visibility.Observe(e);
        _fields.Observe(e);
        if (_visibility.Events == Enough)
        {
            Tell();
        }
    }

    /// <summary>Lines come again: tells if a minute of them was seen.</summary>
    public void BeginBlock()
    {
        if (_visibility.Events > 0 && clock.GetElapsedTime(_begun) >= _longest)
        {
            Tell();
        }
    }

    /// <summary>Tells now, if it has not and there was an event.</summary>
    public void Tell()
    {
        if (IsDone)
        {
            return;
        }

        IsDone = true;
        if (_visibility.Sentence() is { } sentence)
        {
            Unseen(logger, source, sentence);
        }

        if (_fields.Sentence() is { } leftOut)
        {
            LeftOut(logger, source, leftOut);
        }
    }

    [LoggerMessage(130, LogLevel.Information, "source {Source}: {Sentence}")]
    private static partial void Unseen(ILogger logger, string source, string sentence);

    [LoggerMessage(131, LogLevel.Warning, "source {Source}: {Sentence}")]
    private static partial void LeftOut(ILogger logger, string source, string sentence);
}
