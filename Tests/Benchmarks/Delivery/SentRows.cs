using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Benchmarks.Accounting;
using FinanceClient = LocalEnvironment.Finance.FinanceClient;

namespace Benchmarks.Delivery;

/// <summary>The rows that finance was sent, as files of the bulk action, so that making them is not part of what is measured.</summary>
internal sealed class SentRows
{
    private readonly IReadOnlyList<(string Set, string File)> files;

    private SentRows(IReadOnlyList<(string Set, string File)> files) => this.files = files;

    /// <summary>The sets that rows come to; the milestones first, as the connector sends them.</summary>
    public static IReadOnlyList<string> Sets { get; } = ["ProjectContractLineMilestones", "ProjActualsImports", "ProjTransactionRelationships"];

    /// <summary>Writes what the maps fill of the rows that finance holds.</summary>
    public static async Task<SentRows> WriteAsync(FinanceClient finance, string folder, CancellationToken cancellation)
    {
        var files = new List<(string, string)>();
        foreach (var set in Sets)
        {
            var file = Path.Combine(folder, $"{set}.json");
            await WriteAsync(finance, $"data/{set}?cross-company=true&$select={string.Join(',', FieldsOf(set))}", file, cancellation);
            files.Add((set, file));
        }

        return new SentRows(files);
    }

    /// <summary>Sends them to another finance, which trusts the same tokens.</summary>
    /// <returns>The seconds that it took, without the set-up.</returns>
    public async Task<double> SendAsync(FinanceClient connector, FinanceClient administrator, Uri finance, CancellationToken cancellation)
    {
        using var setUp = new StringContent(BenchmarkSetup.Read().ToJsonString(), Encoding.UTF8, "application/json");
        await DemandAsync(await administrator.Http.PutAsync(new Uri(finance, "api/setup"), setUp, cancellation), cancellation);
        var start = Stopwatch.GetTimestamp();
        foreach (var (set, file) in files)
        {
            using var rows = new StreamContent(File.OpenRead(file), 1 << 16) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            var action = new Uri(finance, $"data/{set}/Microsoft.Dynamics.DataEntities.ImportRows?cross-company=true");
            await DemandAsync(await connector.Http.PostAsync(action, rows, cancellation), cancellation);
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static List<string> FieldsOf(string set) =>
        Directory
            .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "TableMaps"), "*.json")
            .Select(file => JsonNode.Parse(File.ReadAllText(file))!)
            .Single(map => (string?)map["financeSet"] == set)["fields"]!
            .AsArray()
            .Select(field => (string)field!["field"]!)
            .ToList();

    private static async Task WriteAsync(FinanceClient finance, string path, string file, CancellationToken cancellation)
    {
        await using var stream = File.Create(file);
        await using var writer = new Utf8JsonWriter(stream);
        writer.WriteStartObject();
        writer.WriteStartArray("rows");
        for (string? next = path; next is not null; )
        {
            var page = JsonNode.Parse(await finance.Http.GetStringAsync(new Uri(next, UriKind.RelativeOrAbsolute), cancellation))!;
            foreach (var row in page["value"]!.AsArray())
            {
                Write(writer, row!.AsObject());
            }

            await writer.FlushAsync(cancellation);
            next = (string?)page["@odata.nextLink"];
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, JsonObject row)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in row.Where(field => field.Value is not null && !field.Key.StartsWith('@')))
        {
            writer.WritePropertyName(name);
            value!.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static async Task DemandAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        using (response)
        {
            if (!response.IsSuccessStatusCode)
            {
                throw new InvalidOperationException($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellation)}");
            }
        }
    }
}
