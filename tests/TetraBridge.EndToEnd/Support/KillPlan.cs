using System.Globalization;

namespace TetraBridge.EndToEnd.Support;

/// <summary>
/// How often a bridge is killed, and after how long each time. TETRABRIDGE_KILL_ROUNDS sets how often; TETRABRIDGE_KILL_SEED repeats the lives of a run that
/// failed, whose seed stands in its output.
/// </summary>
/// <param name="Rounds">How many lives end by kill -9.</param>
/// <param name="Seed">What the lengths of the lives come from.</param>
internal sealed record KillPlan(int Rounds, int Seed)
{
    /// <summary>The plan of a test with so many rounds where none are asked for; its seed is printed.</summary>
    public static KillPlan Of(int usualRounds)
    {
        var plan = new KillPlan(Asked("TETRABRIDGE_KILL_ROUNDS") ?? usualRounds, Asked("TETRABRIDGE_KILL_SEED") ?? Random.Shared.Next());
        Figures.Print($"{plan.Rounds} lives; TETRABRIDGE_KILL_SEED={plan.Seed} repeats their lengths");
        return plan;
    }

    /// <summary>Lengths for one loop; loops that run beside each other take different ones.</summary>
    public RandomSpans Spans(int loop = 0) => new(new Random(unchecked(Seed + loop)));

    private static int? Asked(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var asked) ? asked : null;
}
