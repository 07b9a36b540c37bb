namespace TetraBridge.Tests.Conventions;

/// <summary>The rooms know each other by these arrows only (design 3). Read from the source files: namespaces, usings and names told in full.</summary>
public sealed class LayeringTests
{
    // Room → the rooms that it may know. The root namespace (Bridge, Program), Composition and Cli see all.
    private static readonly Dictionary<string, string[]> _arrows = new()
    {
        ["Buffers"] = [],
        ["Files"] = [],
        ["Network"] = [],
        ["Sources"] = ["Buffers", "Files", "Events", "Network"],
        ["Events"] = ["Buffers"],

        // Enrichment: a category writes into EventFacts, and egress is decided by the address's scope.
        ["Categories"] = ["Events", "Enrichment"],
        ["Enrichment"] = ["Events", "Categories"],
        ["Records"] = ["Events", "Categories", "Enrichment", "Buffers"],
        ["Sinks"] = ["Events", "Enrichment", "Records", "Buffers", "Files", "Network", "Delivery", "Sources"],
        ["Delivery"] = ["Events", "Categories", "Enrichment", "Records", "Buffers", "Files", "Sources", "Sinks"],
        ["Configuration"] = ["Events", "Categories", "Sources", "Delivery", "Sinks"],
        ["Operations"] = ["Events", "Delivery", "Buffers", "Files"],
    };

    // Arrows that hold for these types only.
    private static readonly Dictionary<(string From, string To), string[]> _onlyTypes = new()
    {
        // A sink is handed batches and gives verdicts, that is their contract; of the frame around it it knows nothing.
        [("Sinks", "Delivery")] = ["Batch", "BatchSlice", "BatchRecord", "Verdict", "VerdictKind"],

        // An encoder's record points into the block that holds its line. Sinks know no source beyond it.
        [("Sinks", "Sources")] = ["LineBlock"],

        // The stream's bytes become lines by the table of the API; what events mean, no source knows.
        [("Sources", "Events")] = ["ApiMessages", "ApiMessage", "ApiField", "ApiFieldType", "ApiEnums", "Fields", "JsonText"],

        // The frame sends through the contract, to whatever sink.
        [("Delivery", "Sinks")] = ["ISink", "IBookmarkingSink", "IChangingSink", "IProxiedSink", "KeptBookmark", "IRecordEncoder", "SinkLimits"],

        // What an operator writes that these rooms define.
        // BridgeConfig's StateFolder is a path, and only its name is the frame's.
        [("Configuration", "Delivery")] = ["RouteFilter", "StateFolder"],
        [("Configuration", "Sources")] = ["JournalStart", "ExportFileOptions", "AgentRequest", "EventFilter", "EventFilterKey", "EventFilterKeys", "EventFilterType", "FieldSelection"],
        [("Configuration", "Sinks")] =
            ["SinkLimits", "OtlpOptions", "OtlpEndpoint", "OtlpEnvironment", "OtlpProtocol", "OtlpCompression", "KafkaCompression", "KafkaSaslMechanism", "KafkaRefusedSettings", "KafkaLibrary", "MessagePayload", "MessageKey", "MessageHeader", "TopicTemplate", "TopicName"],

        // The status is told from the outside.
        [("Operations", "Delivery")] = ["RouteStatus", "Tally", "Route"],
        [("Categories", "Enrichment")] = ["EventFacts", "AddressScope", "NetworkScope", "SocketScope", "IpAddressText"],
    };

    private static readonly SourceFile[] _files = [.. SourceFile.All()];

    public static TheoryData<string> Rooms => [.. _arrows.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_only_the_rooms_below_it(string room)
    {
        var files = _files.Where(file => file.Room == room).ToArray();
        Assert.NotEmpty(files);

        var told = files.SelectMany(file => file.RoomsTold.Select(other => (file.Path, other)));

        Assert.DoesNotContain(told, arrow => arrow.other != room && !_arrows[room].Contains(arrow.other));
    }

    [Fact]
    public void Narrow_arrows_hold_for_their_types_only()
    {
        foreach (var ((from, to), types) in _onlyTypes)
        {
            var others = _files.Where(file => file.Room == to).Select(file => file.Name).Except(types).ToHashSet();
            var crossing = _files.Where(file => file.Room == from && file.RoomsTold.Contains(to))
                .SelectMany(file => file.Words.Where(others.Contains).Select(word => $"{file.Path} knows {to}'s {word}"));
            Assert.True(!crossing.Any(), string.Join("\n", crossing));
        }
    }

    [Fact]
    public void Each_room_is_in_the_table() =>
        Assert.Empty(_files.Select(file => file.Room).Distinct().Except([.. _arrows.Keys, "", "Cli", "Composition"]));

    [Fact]
    public void A_file_holds_one_type_and_has_its_name() =>
        Assert.DoesNotContain(_files, file => file.Name != "Program" && (file.Types.Count != 1 || file.Types[0] != file.Name));

    // Sizes only shrink: whoever makes a file shorter lowers the number here.
    [Fact]
    public void Files_are_short()
    {
        var lines = _files.Select(file => file.Lines).Order().ToArray();

        Assert.InRange(lines[lines.Length / 2], 1, 45);
        Assert.InRange(lines.Count(count => count > 250), 0, 4);
    }
}
