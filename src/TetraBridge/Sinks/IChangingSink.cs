namespace TetraBridge.Sinks;

/// <summary>
/// A sink that can tell when its receiver may be another, or may take us for another: what it took before says nothing any more (decisions
/// 6).
/// </summary>
internal interface IChangingSink : ISink
{
    /// <summary>Who is told; set once, before the first sending. Called from any thread.</summary>
    Action? Changed { set; }
}
