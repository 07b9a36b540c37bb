using TetraBridge.Categories;
using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Categories;

public sealed class ClassifierTests
{
    [Fact]
    public void Categories_come_by_base_severity_and_then_in_the_librarys_order() =>
        Assert.Equal(
            [
                "exec-fileless", "exec-unlinked", "kernel-module", "tmp-execs", "privileges-suid", "privileges-fscaps", "privileges-userns", "ebpf", "privileges-setuid", "sudo",
                "privileges-capset", "egress-connections", "library", "ssh-network",
            ],
            new Classifier(LibraryCategories.Create()).Categories.Select(category => category.Info.Id));

    [Fact]
    public void The_library_has_just_the_rows_of_the_table() => Assert.Equal(CategoryTable.All, LibraryCategories.Create().Select(category => category.Info));

    [Fact]
    public void Matches_and_hints_are_told_in_order()
    {
        var own = new ConfiguredCategory(new CategoryDefinition("own", "Ours.", Severity.Warn, [], [], [], [], ["sudo"], []));
        var facts = new EventFacts { Event = TestEvents.ExecWithCredentials("/dev/shm/sudo", "\"binary_properties\":{\"setuid\":0}") };

        new Classifier([.. LibraryCategories.Create(), own]).Classify(facts);

        Assert.Equal(["privileges-suid", "own", "sudo"], facts.Matches.Select(match => match.Category.Info.Id));
        Assert.Equal(["tmp-execs"], facts.Hints.Select(hint => hint.Category.Info.Id));
    }

    [Fact]
    public void An_exit_carries_no_category_of_the_library()
    {
        var facts = new EventFacts { Event = TestEvents.Read("""{"process_exit":{"process":{"binary":"/tmp/sudo","binary_properties":{"setuid":0,"file":{"inode":{"links":0}}}}}}""") };

        new Classifier(LibraryCategories.Create()).Classify(facts);

        Assert.Empty(facts.Matches);
        Assert.Empty(facts.Hints);
    }

    [Fact]
    public void Explaining_shows_every_category_and_why_it_is_none()
    {
        var judged = new Classifier(LibraryCategories.Create()).JudgeAll(TestEvents.Exec("/opt/tmp/visudo"));

        Assert.Equal(14, judged.Count);
        Assert.Equal(["tmp-execs", "sudo"], judged.Where(row => row.Judgement.Kind == JudgementKind.NearMiss).Select(row => row.Category.Info.Id));
    }

    [Fact]
    public void Classifying_and_enriching_allocate_nothing_in_the_steady_state()
    {
        var time = new TimeKeeper();
        var classifier = new Classifier([.. LibraryCategories.Create(), new ConfiguredCategory(new CategoryDefinition("own", "Ours.", Severity.Warn, [], [], ["tcp_*"], [], ["n*c"], ["*9"]))]);
        var enrichers = Enrichers.Create(time, "/usr/bin/tetrabridge");
        EventFacts[] events =
        [
            .. new[]
            {
                TestEvents.Connect("203.0.113.9", "ours"), TestEvents.Connect("::ffff:10.0.0.1", "ours"), TestEvents.Kprobe("security_capset", "privileges-raise"),
                TestEvents.Exec("/tmp/x", "\"flags\":\"execve truncArgs\""), TestEvents.Exec("/usr/bin/passwd"), TestEvents.Read("""{"process_loader":{"process":{},"path":"/x"}}"""),
            }.Select(e => new EventFacts { Event = e }),
        ];
        Run();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run()
        {
            for (var i = 0; i < 100; i++)
            {
                foreach (var facts in events)
                {
                    facts.Clear();
                    classifier.Classify(facts);
                    for (var n = 0; n < enrichers.Count; n++)
                    {
                        enrichers[n].Enrich(facts);
                    }
                }
            }
        }
    }
}
