namespace TetraBridge.Tests.Support;

/// <summary>Where the repository stands on this machine: for files that tests hold to, and golden files that are rewritten.</summary>
internal static class RepositoryFolder
{
    /// <summary>The absolute path of a file in it, found upwards from the tests' binaries.</summary>
    public static string Of(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TetraBridge.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("the tests don't run inside the repository"), path);
    }
}
