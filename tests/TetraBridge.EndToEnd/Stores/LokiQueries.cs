namespace TetraBridge.EndToEnd.Stores;

/// <summary>The LogQL that README.md gives for three questions, read from there; LokiTests asks the real Loki.</summary>
internal static class LokiQueries
{
    /// <summary>Who used sudo, where, and for what.</summary>
    public static string WhoUsedSudo => Below("# who used sudo");

    /// <summary>What ran from memory, and what started it.</summary>
    public static string WhatRanFromMemory => Below("# what ran from memory");

    /// <summary>Destinations of the last hour that nothing connected to in the day before.</summary>
    public static string NewEgressDestinations => Below("# new egress destinations of the last hour");

    // A query is one line of code below the question that it answers.
    private static string Below(string question)
    {
        var lines = File.ReadAllLines(RepositoryFolder.Of("README.md")).Select(static line => line.Trim()).ToArray();
        var at = Array.IndexOf(lines, question);
        Assert.True(at >= 0 && at + 1 < lines.Length, $"README.md has no line `{question}` with its LogQL below");
        return lines[at + 1];
    }
}
