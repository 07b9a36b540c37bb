using TetraBridge.Events;

namespace TetraBridge.Categories;

/// <summary>
/// The kernel functions of a category, and the policies of the library that hook them. The function decides, since operators rename
/// policies (design law 4); the evidence says whether the policy's name agreed. Immutable, thread-safe.
/// </summary>
internal sealed class KernelHooks
{
    private readonly TextTable<(Judgement[] ByPolicy, Judgement Alone)> _rows;
    private readonly TextPattern[] _policies;

    /// <summary>Makes the table; <paramref name="condition"/> is what else the category asks for, told in the evidence.</summary>
    public KernelHooks(IReadOnlyList<string> functions, IReadOnlyList<string> policies, string condition = "")
    {
        Functions = functions;
        _policies = [.. policies.Select(TextPattern.Of)];
        _rows = new(functions.Select(function => (
            function,
            (policies.Select(policy => Judgement.Match($"function_name={function}{condition}, policy_name={policy}")).ToArray(),
            Judgement.Match($"function_name={function}{condition}, policy_name is not the library's")))));
    }

    /// <summary>The kernel functions.</summary>
    public IReadOnlyList<string> Functions { get; }

    /// <summary>
    /// The match for the event's function, No where it is none of these. <paramref name="byPolicy"/>: whether the policy is one of the
    /// library's.
    /// </summary>
    public Judgement Find(TetragonEvent e, out bool byPolicy)
    {
        byPolicy = false;
        if (!_rows.TryFind(e.Value(Fields.FunctionName), out var row))
        {
            return Judgement.No;
        }

        var policy = e.Value(Fields.PolicyName);
        for (var i = 0; i < _policies.Length; i++)
        {
            if (_policies[i].Matches(policy))
            {
                byPolicy = true;
                return row.ByPolicy[i];
            }
        }

        return row.Alone;
    }

    /// <summary>The match for the event's function, No where it is none of these.</summary>
    public Judgement Find(TetragonEvent e) => Find(e, out _);
}
