using FsCheck;
using FsCheck.Fluent;
using TetraBridge.Categories;
using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Tests.Support;
using TetraBridge.Tests.Support.Mutations;

namespace TetraBridge.Tests.Contracts;

/// <summary>What every enricher keeps. A subclass makes one; those that stand before it in the table run before it here too.</summary>
public abstract class EnricherContract
{
    private const int Mutations = 300;

    private readonly EventReader _reader = new();
    private readonly Classifier _classifier = new(LibraryCategories.Create());
    private readonly EventFacts _facts = new() { Event = new TetragonEvent() };

    [Fact]
    public void The_same_lines_give_the_same_facts() =>
        Assert.Equal(Recorded.All().Select(With(NewChain())), Recorded.All().Select(With(NewChain())));

    [Fact]
    public void What_was_known_before_stays_as_it_is()
    {
        var chain = NewChain();
        foreach (var line in Recorded.All())
        {
            Read(line.Text);
            var (matches, hints) = (_facts.Matches.ToList(), _facts.Hints.ToList());
            chain.ForEach(enricher => enricher.Enrich(_facts));

            Assert.Equal(matches, _facts.Matches);
            Assert.Equal(hints, _facts.Hints);
            Assert.Equal(RecordTeller.ObservedTime, _facts.ObservedTime);
        }
    }

    [Fact]
    public void No_event_makes_it_throw()
    {
        var chain = NewChain();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Mutations).WithQuietOnSuccess(true), Prop.ForAll(new MutatedLines().Arbitrary, line =>
        {
            if (Read(line.Text))
            {
                chain.ForEach(enricher => enricher.Enrich(_facts));
            }
        }));
    }

    [Fact]
    public void Enriching_allocates_nothing_once_its_lists_have_grown()
    {
        var chain = NewChain();
        AllocatedBy(chain);

        Assert.Equal(0, AllocatedBy(chain));
    }

    private protected abstract IEnricher Create(TimeKeeper time);

    private long AllocatedBy(List<IEnricher> chain)
    {
        long allocated = 0;
        foreach (var line in Recorded.All())
        {
            Read(line.Text);
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var enricher in chain)
            {
                enricher.Enrich(_facts);
            }

            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return allocated;
    }

    private List<IEnricher> NewChain()
    {
        var time = new TimeKeeper();
        var enricher = Create(time);
        var before = Enrichers.Create(time, "/usr/bin/sudo").TakeWhile(other => other.GetType() != enricher.GetType()).ToList();
        Assert.True(before.Count < Enrichers.Create(time, null).Count, "it is in the table");
        return [.. before, enricher];
    }

    private Func<RecordedLine, string> With(List<IEnricher> chain) => line =>
    {
        Read(line.Text);
        chain.ForEach(enricher => enricher.Enrich(_facts));
        return $"{_facts.Severity} {_facts.Time} {_facts.TimeOrigin} {_facts.IsReplay} {_facts.IsSelf} {_facts.LocalScope} {_facts.PeerScope} {string.Join(',', _facts.Contexts)} {string.Join(',', _facts.Truncated)}";
    };

    private bool Read(byte[] line)
    {
        var isEvent = _reader.Read(line, 0, line.Length, _facts.Event) == LineProblem.None;
        _facts.Clear();
        _facts.ObservedTime = RecordTeller.ObservedTime;
        if (isEvent)
        {
            _classifier.Classify(_facts);
        }

        return isEvent;
    }
}
