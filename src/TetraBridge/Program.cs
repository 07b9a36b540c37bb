using TetraBridge.Categories;
using TetraBridge.Cli;
using TetraBridge.Configuration;
using TetraBridge.Events;
using TetraBridge.Records;

var clock = TimeProvider.System;
var streams = new Streams(Console.Out, Console.Error);
var known = new KnownNames([.. CategoryTable.All.Select(category => category.Id)], EventKinds.Names);
var run = new BridgeRun(Environment.GetEnvironmentVariable, Console.OpenStandardInput, VersionText.Version, clock);
var work = new CommandWork(
    Run: run.RunAsync,
    Demo: (_, _) => NotBuilt("demo"),
    Explain: (_, _) => NotBuilt("explain"),
    Categories: (_, _) => NotBuilt("categories"));
return await new CommandLine(new ConfigurationReader(Surroundings.Process, known), work, streams, clock, AttributeCatalog.SchemaVersion).InvokeAsync(args).ConfigureAwait(false);

static Task<ExitCode> NotBuilt(string command) => throw new NotSupportedException($"`{command}` is not part of this build");
