using FsCheck;
using FsCheck.Fluent;
using TetraBridge.Categories;
using TetraBridge.Events;
using TetraBridge.Tests.Support;
using TetraBridge.Tests.Support.Mutations;

namespace TetraBridge.Tests.Contracts;

/// <summary>What every category keeps. A subclass makes one that matches some recorded event.</summary>
public abstract class CategoryContract
{
    private const int Mutations = 300;

    private readonly EventReader _reader = new();
    private readonly TetragonEvent _event = new();

    [Fact]
    public void Its_row_of_the_table_is_full()
    {
        var category = Create();

        Assert.Matches("^[a-z][a-z0-9-]*$", category.Info.Id);
        Assert.NotEmpty(category.Info.Tells);
        Assert.NotEmpty(category.Info.Needs);
        Assert.NotEqual(Severity.Unspecified, category.Info.BaseSeverity);
        Assert.All(category.Info.Techniques, static technique => Assert.Matches(@"^T\d{4}(\.\d{3})?$", technique));
        Assert.Equal(category.Kinds.Count, category.Kinds.Distinct().Count());
    }

    [Fact]
    public void It_is_a_pure_function_of_the_event()
    {
        var (one, other) = (Create(), Create());
        var first = Recorded.All().Where(line => IsSeen(line.Text, one)).Select(line => Answer(one, line.Text)).ToList();

        // The same from another instance, in another order, after all the others.
        var again = Recorded.All().Reverse().Where(line => IsSeen(line.Text, other)).Select(line => Answer(other, line.Text)).Reverse();

        Assert.Equal(first, again);
        Assert.Contains(first, static answer => answer.Kind == JudgementKind.Match);
    }

    [Fact]
    public void Whatever_it_says_it_says_why()
    {
        var category = Create();
        foreach (var line in Recorded.All().Where(line => IsSeen(line.Text, category)))
        {
            var judgement = category.Judge(_event);

            Assert.Equal(judgement.Kind == JudgementKind.No, judgement.Rule.Length == 0);
            Assert.Equal($": {judgement.Rule}; confidence={judgement.Confidence.ToString().ToLowerInvariant()}", System.Text.Encoding.UTF8.GetString(judgement.EvidenceTail));
        }
    }

    [Fact]
    public void No_event_makes_it_throw()
    {
        var category = Create();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Mutations).WithQuietOnSuccess(true), Prop.ForAll(new MutatedLines().Arbitrary, line =>
        {
            if (IsSeen(line.Text, category))
            {
                Assert.NotNull(category.Judge(_event));
            }
        }));
    }

    [Fact]
    public void Judging_allocates_nothing()
    {
        var category = Create();
        long allocated = 0, judged = 0;
        foreach (var line in Recorded.All().Where(line => IsSeen(line.Text, category)))
        {
            // Once before: what is made at the first use stays.
            category.Judge(_event);
            var before = GC.GetAllocatedBytesForCurrentThread();
            category.Judge(_event);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            judged++;
        }

        Assert.Equal(0, allocated);
        Assert.True(judged > 0);
    }

    private protected abstract ICategory Create();

    private (JudgementKind Kind, string Rule, Confidence Confidence) Answer(ICategory category, byte[] line)
    {
        Assert.True(IsSeen(line, category));
        var judgement = category.Judge(_event);
        return (judgement.Kind, judgement.Rule, judgement.Confidence);
    }

    private bool IsSeen(byte[] line, ICategory category) =>
        _reader.Read(line, 0, line.Length, _event) == LineProblem.None && (category.Kinds.Count == 0 || category.Kinds.Contains(_event.Kind));
}
