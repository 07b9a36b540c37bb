namespace TetraBridge.Configuration.Flags;

/// <summary>The groups in which help shows the flags, in this order.</summary>
internal enum FlagGroup
{
    /// <summary>What to read.</summary>
    Source,

    /// <summary>Where to send it.</summary>
    Routes,

    /// <summary>When to stop.</summary>
    Run,

    /// <summary>What is kept between runs.</summary>
    State,

    /// <summary>The rest.</summary>
    General,
}
