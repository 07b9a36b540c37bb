using System.Text;
using TetraBridge.Categories;
using TetraBridge.Enrichment;
using TetraBridge.Events;

namespace TetraBridge.Tests.Support;

/// <summary>Small events for tests of categories and enrichers.</summary>
internal static class TestEvents
{
    /// <summary>An event from its line.</summary>
    public static TetragonEvent Read(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        var e = new TetragonEvent();
        Assert.Equal(LineProblem.None, new EventReader().Read(bytes, 0, bytes.Length, e));
        return e;
    }

    /// <summary>An exec event; <paramref name="more"/> are further members of its process.</summary>
    public static TetragonEvent Exec(string binary, string more = "") => Read("{\"process_exec\":{\"process\":{\"binary\":\"" + binary + "\"" + Comma(more) + "}}}");

    /// <summary>An exec event of an agent that tells credentials.</summary>
    public static TetragonEvent ExecWithCredentials(string binary, string more = "") => Exec(binary, "\"process_credentials\":{\"uid\":1000,\"euid\":1000}" + Comma(more));

    /// <summary>A kprobe event.</summary>
    public static TetragonEvent Kprobe(string function, string policy, string args = "", string binary = "/usr/bin/x", string flags = "execve", int uid = 0, string action = "KPROBE_ACTION_POST") =>
        Read($$$"""{"process_kprobe":{"process":{"uid":{{{uid}}},"binary":"{{{binary}}}","flags":"{{{flags}}}"},"function_name":"{{{function}}}","args":[{{{args}}}],"action":"{{{action}}}","policy_name":"{{{policy}}}"}}""");

    /// <summary>A TCP connect.</summary>
    public static TetragonEvent Connect(string address, string policy) => Kprobe("tcp_connect", policy, $$$"""{"sock_arg":{"saddr":"10.0.0.2","daddr":"{{{address}}}","dport":443}}""");

    /// <summary>The event's facts, with the fourteen categories and all enrichers.</summary>
    public static EventFacts Facts(TetragonEvent e, TimeKeeper? time = null, string? selfBinary = null, long observedTime = 0, int selfPid = 0)
    {
        var facts = new EventFacts { Event = e, ObservedTime = observedTime };
        new Classifier(LibraryCategories.Create()).Classify(facts);
        foreach (var enricher in Enrichers.Create(time ?? new TimeKeeper(), selfBinary, selfPid))
        {
            enricher.Enrich(facts);
        }

        return facts;
    }

    private static string Comma(string more) => more.Length == 0 ? "" : "," + more;
}
