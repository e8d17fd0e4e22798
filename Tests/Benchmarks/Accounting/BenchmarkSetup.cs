using System.Text.Json.Nodes;

namespace Benchmarks.Accounting;

/// <summary>The set-up of finance's tests, with more projects of contract CON-00021.</summary>
internal static class BenchmarkSetup
{
    public static JsonNode Read()
    {
        var setUp = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "finance.json")))!;
        var projects = setUp["projects"]!.AsArray();
        var model = projects.Single(project => (string?)project!["id"] == "PRJ-0001")!;
        for (var number = 0; number < BenchmarkInvoice.Projects; number++)
        {
            var project = model.DeepClone();
            project["id"] = BenchmarkInvoice.Project(number);
            projects.Add(project);
        }

        return setUp;
    }
}
