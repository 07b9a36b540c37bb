using System.Text.Json.Serialization;

namespace TetraBridge.Tests.Support;

/// <summary>What is true of a recorded line.</summary>
internal sealed record RecordedTruth
{
    /// <summary>Its number in this selection, from 1.</summary>
    [JsonPropertyName("line")]
    public required int Line { get; init; }

    /// <summary>What the event alone can say.</summary>
    [JsonPropertyName("categories")]
    public required string[] Categories { get; init; }

    /// <summary>What was truly done, by the actor's log.</summary>
    [JsonPropertyName("acted")]
    public string[] Acted { get; init; } = [];

    /// <summary>Categories by an extension of their rule only.</summary>
    [JsonPropertyName("extension")]
    public string[] Extension { get; init; } = [];

    /// <summary>What it looks like, and why it is not.</summary>
    [JsonPropertyName("near_miss")]
    public string? NearMiss { get; init; }

    /// <summary>Why the event can't tell, where it can't.</summary>
    [JsonPropertyName("ambiguous")]
    public string? Ambiguous { get; init; }

    /// <summary>True for what the agent re-told of processes that ran before it.</summary>
    [JsonPropertyName("replay")]
    public bool IsReplay { get; init; }

    /// <summary>A note of the actor's.</summary>
    [JsonPropertyName("note")]
    public string? Note { get; init; }
}
