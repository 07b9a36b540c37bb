using System.Globalization;

namespace TetraBridge.Tests.Support;

/// <summary>Counts of a yes-or-no judge against the truth.</summary>
internal sealed class Score
{
    public int TruePositives { get; private set; }

    public int FalsePositives { get; private set; }

    public int FalseNegatives { get; private set; }

    public void Count(bool said, bool isTrue)
    {
        TruePositives += said && isTrue ? 1 : 0;
        FalsePositives += said && !isTrue ? 1 : 0;
        FalseNegatives += !said && isTrue ? 1 : 0;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{TruePositives}/{FalsePositives}/{FalseNegatives} p={Ratio(FalsePositives)} r={Ratio(FalseNegatives)}");

    private string Ratio(int wrong) =>
        TruePositives + wrong == 0 ? "-" : ((double)TruePositives / (TruePositives + wrong)).ToString("F2", CultureInfo.InvariantCulture);
}
