using Microsoft.Extensions.Logging;

namespace TetraBridge.Sources.Spool;

/// <summary>
/// Tells at the start which spools no source of the configuration has any more: their events would stay undelivered without a word.
/// </summary>
internal static class SpoolLeftovers
{
    /// <summary>Tells each folder with something in it.</summary>
    /// <param name="spools">The folder of spools.</param>
    /// <param name="named">The spools' folders of the sources that there are.</param>
    /// <param name="logger">Where to.</param>
    public static void Tell(string spools, IReadOnlyCollection<string> named, ILogger logger)
    {
        if (!Directory.Exists(spools))
        {
            return;
        }

        foreach (var folder in new DirectoryInfo(spools).EnumerateDirectories().Where(folder => !named.Contains(folder.FullName)))
        {
            var bytes = folder.EnumerateFiles().Sum(file => file.Length);
            if (bytes > 0)
            {
                logger.LeftOver(folder.FullName, bytes);
            }
        }
    }
}
