using System.Text.Json.Nodes;

namespace EndToEnd.Tests.Crashes;

/// <summary>A place in a confirmation at which the process is killed.</summary>
/// <param name="Name">What a report calls it.</param>
/// <param name="Halt">The settings that make the host stop there.</param>
/// <param name="IsThere">Whether the invoice, as it is committed, is where the name says.</param>
internal sealed record Stage(string Name, string[] Halt, Func<JsonObject, bool> IsThere)
{
    public static Stage BeforeWrite(string name, string table, int number, Func<JsonObject, bool> isThere) =>
        new(name, ["--Halt:Before=Write", $"--Halt:Table={table}", $"--Halt:Number={number}"], isThere);

    public static Stage BeforeJob(string name, string table, int number, Func<JsonObject, bool> isThere) =>
        new(name, ["--Halt:Before=Job", $"--Halt:Table={table}", $"--Halt:Number={number}"], isThere);

    public override string ToString() => Name;
}
