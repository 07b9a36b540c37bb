using System.Text.Json;
using TetraBridge.Categories;
using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Categories;

/// <summary>The categories against what is true of each line of recordings of a real agent.</summary>
public sealed class RecordedTruthTests(ITestOutputHelper output)
{
    private const string WholeRecordings = "TETRABRIDGE_RECORDINGS";

    [Fact]
    public void Each_selected_line_has_exactly_the_categories_that_its_event_can_tell() => Compare(Recorded.Fixtures);

    [Fact]
    public void Each_line_of_the_whole_recordings_has_exactly_the_categories_that_its_event_can_tell()
    {
        var folder = Environment.GetEnvironmentVariable(WholeRecordings);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{WholeRecordings} names no folder of whole recordings");
        Compare(folder);
    }

    private void Compare(string folder)
    {
        var classifier = new Classifier(LibraryCategories.Create());
        var reader = new EventReader();
        var facts = new EventFacts { Event = new TetragonEvent() };
        var replay = new ReplayMark();
        var scores = CategoryTable.All.ToDictionary(row => row.Id, _ => (Told: new Score(), Acted: new Score(), Jq: new Score(), JqActed: new Score()));
        var suidHints = new Score();
        var differences = new List<string>();
        var lines = 0;

        foreach (var line in Recorded.All(folder))
        {
            lines++;
            Assert.Equal(LineProblem.None, reader.Read(line.Text, 0, line.Text.Length, facts.Event));
            facts.Clear();
            classifier.Classify(facts);
            replay.Enrich(facts);

            var truth = line.Truth;
            var categories = facts.Matches.Select(match => match.Category.Info.Id).ToHashSet();
            var hints = facts.Hints.Select(hint => hint.Category.Info.Id).ToHashSet();
            if (!Credentials.AreTold(facts.Event) && facts.Event.Kind == EventKind.Exec)
            {
                // The truth's extensions are of paths; what may be SUID where credentials are off is scored against what was acted.
                suidHints.Count(hints.Remove(CategoryTable.PrivilegesSuid.Id), truth.Acted.Contains(CategoryTable.PrivilegesSuid.Id));
            }

            Differ(line, "categories", truth.Categories, categories);
            Differ(line, "hints", truth.Extension, hints);
            Differ(line, "ambiguous", truth.Ambiguous is null ? [] : ["yes"], facts.Matches.Any(match => match.Judgement.IsAmbiguous) ? ["yes"] : []);
            Differ(line, "replay", truth.IsReplay ? ["yes"] : [], facts.IsReplay ? ["yes"] : []);

            using var json = JsonDocument.Parse(line.Text);
            foreach (var (id, selects) in JqFilters.Table)
            {
                var jq = selects(json.RootElement);
                scores[id].Told.Count(categories.Contains(id), truth.Categories.Contains(id));
                scores[id].Acted.Count(categories.Contains(id), truth.Acted.Contains(id));
                scores[id].Jq.Count(jq, truth.Categories.Contains(id));
                scores[id].JqActed.Count(jq, truth.Acted.Contains(id));
            }
        }

        output.WriteLine($"{lines} lines; true positives/false positives/false negatives, precision, recall");
        output.WriteLine($"{"category",-20}{"ours, of what can be told",-28}{"ours, of what was done",-28}{"jq, of what can be told",-28}jq, of what was done");
        foreach (var (id, score) in scores)
        {
            output.WriteLine($"{id,-20}{score.Told,-28}{score.Acted,-28}{score.Jq,-28}{score.JqActed}");
        }

        output.WriteLine($"hints of privileges-suid where credentials are off, of what was done: {suidHints}");
        Assert.NotEqual(0, lines);
        Assert.Empty(differences);

        void Differ(RecordedLine line, string what, IEnumerable<string> expected, IReadOnlyCollection<string> actual)
        {
            if (!actual.ToHashSet().SetEquals(expected))
            {
                differences.Add($"{line} {what}: expected [{string.Join(", ", expected)}], got [{string.Join(", ", actual)}]");
            }
        }
    }
}
