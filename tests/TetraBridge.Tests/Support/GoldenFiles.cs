namespace TetraBridge.Tests.Support;

/// <summary>Files that hold what code makes, for people to read and for tests to compare with.</summary>
internal static class GoldenFiles
{
    /// <summary>The golden records' folder, as built.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Fixtures", "golden");

    /// <summary>Compares with the file in the repository; with TETRABRIDGE_GOLDEN=write it is written instead.</summary>
    public static void AssertCurrent(string pathInRepository, string made)
    {
        var path = RepositoryFolder.Of(pathInRepository);
        if (Environment.GetEnvironmentVariable("TETRABRIDGE_GOLDEN") == "write")
        {
            File.WriteAllText(path, made);
        }

        Assert.True(File.Exists(path), $"{path} is missing: TETRABRIDGE_GOLDEN=write makes it.");
        Assert.Equal(File.ReadAllText(path), made);
    }
}
