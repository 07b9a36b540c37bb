using Microsoft.Extensions.Logging;

namespace TetraBridge.Sources.ExportFile;

/// <summary>Tells each obstacle once, not at every poll, and that it is over.</summary>
internal sealed class ProblemTeller(string path, ILogger logger)
{
    private const string NotThere = "";
    private string? _told;

    /// <summary>Nothing can be read now.</summary>
    /// <param name="problem">Why; null where the file just isn't there.</param>
    /// <param name="once">True where nobody waits for it.</param>
    /// <param name="isBeginning">True where nothing has been read yet: later a missing file is a rotation under way.</param>
    public void Say(string? problem, bool once, bool isBeginning)
    {
        var now = problem ?? NotThere;
        if (_told == now)
        {
            return;
        }

        if (problem is not null)
        {
            _told = now;
            logger.CannotRead(path, problem);
        }
        else if (isBeginning)
        {
            _told = now;
            if (once)
            {
                logger.NothingThere(path);
            }
            else
            {
                logger.Waiting(path);
            }
        }
    }

    /// <summary>Something can be read.</summary>
    public void Over()
    {
        if (!string.IsNullOrEmpty(_told))
        {
            logger.CanRead(path);
        }

        _told = null;
    }
}
