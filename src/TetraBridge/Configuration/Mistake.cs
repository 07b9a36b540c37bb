namespace TetraBridge.Configuration;

/// <summary>One mistake of the operator.</summary>
/// <param name="Origin">The file, flag or variable that holds it.</param>
/// <param name="Line">Line in the file, from 1; 0: not in a file.</param>
/// <param name="Column">Column in the file, from 1; 0: not in a file.</param>
/// <param name="Words">What is wrong and what to write instead; may quote the operator, so escape it for a terminal.</param>
internal sealed record Mistake(string Origin, int Line, int Column, string Words)
{
    /// <summary>`tetrabridge.yaml:12:5: words`, or `--timeout: words`.</summary>
    public override string ToString() => Line > 0 ? $"{Origin}:{Line}:{Column}: {Words}" : Origin.Length > 0 ? $"{Origin}: {Words}" : Words;
}
