namespace TetraBridge.Tests.Support;

/// <summary>Files that hold what code makes, for people to read and for tests to compare with.</summary>
internal static class GoldenFiles
{
    /// <summary>The golden records' folder, as built.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Fixtures", "golden");

    /// <summary>Compares with the file in the repository; with TETRABRIDGE_GOLDEN=write it is written instead.</summary>
    public static void AssertCurrent(string pathInRepository, string made)
    {
        var path = Path.Combine(Root(), pathInRepository);
        if (Environment.GetEnvironmentVariable("TETRABRIDGE_GOLDEN") == "write")
        {
            File.WriteAllText(path, made);
        }

        Assert.True(File.Exists(path), $"{path} is missing: TETRABRIDGE_GOLDEN=write makes it.");
        Assert.Equal(File.ReadAllText(path), made);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TetraBridge.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests don't run inside the repository.");
        }

        return folder.FullName;
    }
}
