using FsCheck;
using FsCheck.Fluent;

namespace TetraBridge.Tests.Support.Mutations;

/// <summary>Any recorded line with one to three mutations. Shrinks to fewer mutations, milder ones, and a shorter line.</summary>
internal sealed class MutatedLines
{
    // Those that leave the line JSON come oftener, and would be lost among several that don't.
    private static readonly MutationKind[] _kinds =
    [
        .. Enum.GetValues<MutationKind>(), MutationKind.ChangeLetter, MutationKind.ChangeLetter, MutationKind.ChangeLetter, MutationKind.SwapTokens, MutationKind.SwapTokens, MutationKind.SwapTokens,
        MutationKind.Lengthen, MutationKind.Nest, MutationKind.Nest,
    ];

    private readonly RecordedLine[] _lines = [.. Recorded.All().OrderBy(static line => line.Text.Length)];

    /// <summary>For properties.</summary>
    public Arbitrary<MutatedLine> Arbitrary => Arb.From(Generator(), Shrink);

    private Gen<MutatedLine> Generator()
    {
        var number = Gen.Choose(0, int.MaxValue - 1);
        var mutation =
            from kind in Gen.Elements(_kinds)
            from at in number
            from length in number
            from other in number
            select new Mutation(kind, at, length, other);
        return
            from line in Gen.Elements(_lines)
            from count in Gen.Elements(1, 1, 1, 2, 3)
            from mutations in mutation.ArrayOf(count)
            select new MutatedLine(line, mutations);
    }

    private IEnumerable<MutatedLine> Shrink(MutatedLine mutated)
    {
        for (var i = 0; mutated.Mutations.Count > 1 && i < mutated.Mutations.Count; i++)
        {
            yield return mutated with { Mutations = [.. mutated.Mutations.Where((_, index) => index != i)] };
        }

        for (var i = 0; i < mutated.Mutations.Count; i++)
        {
            var mutation = mutated.Mutations[i];
            foreach (var milder in new[] { mutation with { Length = mutation.Length / 2 }, mutation with { Other = mutation.Other / 2 }, mutation with { At = mutation.At % mutated.Line.Text.Length } })
            {
                if (milder != mutation)
                {
                    yield return mutated with { Mutations = [.. mutated.Mutations.Select((other, index) => index == i ? milder : other)] };
                }
            }
        }

        // The lines stand by their length.
        if (Array.IndexOf(_lines, mutated.Line) / 2 is var shorter && _lines[shorter].Text.Length < mutated.Line.Text.Length)
        {
            yield return mutated with { Line = _lines[shorter] };
        }
    }
}
