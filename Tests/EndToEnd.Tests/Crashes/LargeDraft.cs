using System.Text.Json;
using System.Text.Json.Nodes;
using LocalEnvironment.Dataverse;
using LocalEnvironment.Input;
using LocalEnvironment.SignIn;
using LocalEnvironment.Steps;
using Microsoft.AspNetCore.Builder;
using Solution.Deploy;
using TokenAuthority;

namespace EndToEnd.Tests.Crashes;

/// <summary>A database file with the solution installed and a large draft invoice loaded, made once; each run starts from a copy of it.</summary>
internal sealed class LargeDraft : IAsyncDisposable
{
    public const int Confirmed = 192350002;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    /// <summary>Times, versions, and the number under which one run is followed.</summary>
    private static readonly string[] OtherInEachRun = ["createdon", "modifiedon", "versionnumber", "pinv_senton", "pinv_correlationid"];

    private readonly string folder = Directory.CreateTempSubdirectory("pinv-crash-").FullName;
    private readonly Personas personas = new();
    private readonly TokenAuthorityOptions authorityOptions;
    private readonly WebApplication authority;
    private readonly StoringConnector connector;

    private LargeDraft(TokenAuthorityOptions authorityOptions, WebApplication authority, StoringConnector connector)
    {
        this.authorityOptions = authorityOptions;
        this.authority = authority;
        this.connector = connector;
    }

    /// <summary>What the connector was told, one text a message.</summary>
    public IReadOnlyCollection<string> Messages => connector.Messages;

    private string DraftFile => Path.Combine(folder, "draft.db");

    private Uri Authority => new(authority.Urls.Single());

    public static async Task<LargeDraft> CreateAsync(int lines, CancellationToken cancellation)
    {
        var connector = await StoringConnector.StartAsync(cancellation);
        var options = new TokenAuthorityOptions();
        var authority = TokenAuthorityApplication.Build(options);
        var draft = new LargeDraft(options, authority, connector);
        foreach (var persona in draft.personas.All)
        {
            options.Clients.Add(
                new TokenClient
                {
                    ClientId = persona.ClientId.ToString("d"),
                    Secret = persona.Secret,
                    ObjectId = persona.ObjectId,
                }
            );
        }

        await authority.StartAsync(cancellation);
        await draft.PrepareAsync(lines, cancellation);
        return draft;
    }

    /// <summary>A file of its own with the draft in it.</summary>
    public string Copy(string name)
    {
        var file = Path.Combine(folder, name + ".db");
        File.Copy(DraftFile, file);

        // The host that made the draft was killed too: what it committed last stands in the write-ahead log.
        if (File.Exists(DraftFile + "-wal"))
        {
            File.Copy(DraftFile + "-wal", file + "-wal");
        }

        return file;
    }

    public Task<DataverseProcess> StartAsync(string file, CancellationToken cancellation, params string[] settings) =>
        DataverseProcess.StartAsync(
            file,
            Authority,
            authorityOptions.Resources,
            cancellation,
            [$"--Organization:Administrator={personas.Administrator.ClientId}", .. settings]
        );

    /// <summary>Confirms as a project manager does: by writing the status.</summary>
    public async Task ConfirmAsync(DataverseProcess host, CancellationToken cancellation)
    {
        var manager = await host.SignInAsync(personas.ProjectManager, cancellation);
        var invoice = await InvoiceAsync(manager, cancellation);
        await manager.PatchAsync($"invoices({invoice["invoiceid"]})", new JsonObject { ["msdyn_projectinvoicestatus"] = Confirmed }, cancellation);
    }

    /// <summary>Waits until the invoice is confirmed and its message was taken by the connector.</summary>
    public async Task CompletedAsync(DataverseProcess host, CancellationToken cancellation)
    {
        var manager = await host.SignInAsync(personas.Administrator, cancellation);
        var invoice = new JsonObject();
        var done = await new Patience(Interval, Deadline, TimeProvider.System).UntilAsync(
            async () =>
            {
                invoice = await InvoiceAsync(manager, cancellation);
                return invoice["msdyn_projectinvoicestatus"]!.GetValue<int>() == Confirmed
                    && (await manager.QueryAsync("pinv_integrationmessages?$select=pinv_status&$filter=pinv_status eq 482190001", cancellation)).Count == 1;
            },
            cancellation
        );
        Assert.IsTrue(done, $"The invoice was not confirmed and delivered in time: {invoice}");
    }

    /// <summary>The invoice as it is committed.</summary>
    public async Task<JsonObject> InvoiceAsync(DataverseProcess host, CancellationToken cancellation) =>
        await InvoiceAsync(await host.SignInAsync(personas.Administrator, cancellation), cancellation);

    /// <summary>Every row of the product's tables as text, without what is another in each run.</summary>
    public async Task<IReadOnlyList<string>> StateAsync(DataverseProcess host, CancellationToken cancellation)
    {
        var administrator = await host.SignInAsync(personas.Administrator, cancellation);
        var definitions = await administrator.QueryAsync("EntityDefinitions?$select=LogicalName,EntitySetName", cancellation);
        var lines = new List<string>();
        foreach (var definition in definitions.Where(definition => IsOfTheProduct(definition["LogicalName"]!.GetValue<string>())))
        {
            var set = definition["EntitySetName"]!.GetValue<string>();
            for (string? next = administrator.AddressOf(set); next is not null; )
            {
                await using var body = await administrator.Http.GetStreamAsync(next, cancellation);
                using var page = await JsonDocument.ParseAsync(body, default, cancellation);
                lines.AddRange(page.RootElement.GetProperty("value").EnumerateArray().Select(row => $"{set} {Text(row)}"));
                next = page.RootElement.TryGetProperty("@odata.nextLink", out var link) ? link.GetString() : null;
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    public async ValueTask DisposeAsync()
    {
        await authority.DisposeAsync();
        await connector.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static bool IsOfTheProduct(string table) =>
        table.StartsWith("msdyn_", StringComparison.Ordinal)
        || table.StartsWith("pinv_", StringComparison.Ordinal)
        || table is "invoice" or "invoicedetail" or "salesorder" or "salesorderdetail";

    private static string Text(JsonElement row) =>
        string.Join(
            ", ",
            row.EnumerateObject()
                .Where(column => column.Name != "@odata.etag" && !OtherInEachRun.Contains(column.Name))
                .Select(column => $"{column.Name}: {column.Value.GetRawText()}")
        );

    private static async Task<JsonObject> InvoiceAsync(DataverseClient client, CancellationToken cancellation) =>
        (await client.QueryAsync($"invoices?$filter=invoicenumber eq '{LargeInvoice.Number}'", cancellation)).Single();

    private async Task PrepareAsync(int lines, CancellationToken cancellation)
    {
        await using var host = await StartAsync(DraftFile, cancellation);
        await DeploySolution.RunAsync(
            new DeployOptions
            {
                Url = host.Url,
                TokenUrl = new Uri(Authority, "connect/token"),
                ClientId = personas.Administrator.ClientId.ToString("d"),
                ClientSecret = personas.Administrator.Secret,
                Managed = true,
                ConnectorUrl = connector.Url,
                SigningSecret = "a signing secret of this test alone",
            },
            cancellation
        );
        var administrator = await host.SignInAsync(personas.Administrator, cancellation);
        await new UserProvisioner(administrator, new DefinitionReader(administrator)).CreateAsync(personas.ToCreate, cancellation);
        using var given = LargeInvoice.Of(lines);
        var data = MigrationDataReader.Read(given.Folder);
        var definitions = await DefinitionsAsync(administrator, data, cancellation);
        var currencies = await administrator.QueryAsync("transactioncurrencies?$select=transactioncurrencyid,isocurrencycode", cancellation);
        var sameRows = data.Records["transactioncurrency"]
            .Join(
                currencies,
                record => record.Find("isocurrencycode")!.Value,
                row => row["isocurrencycode"]!.GetValue<string>(),
                (record, row) => (record.Id, Same: row["transactioncurrencyid"]!.GetValue<Guid>())
            )
            .ToDictionary(same => same.Id, same => same.Same);
        var loader = new MigrationDataLoader(await host.SignInAsync(personas.DataImport, cancellation), data, definitions, sameRows);
        await loader.LoadAsync(_ => { }, cancellation);
    }

    private static async Task<Dictionary<string, TableDefinition>> DefinitionsAsync(DataverseClient client, MigrationData data, CancellationToken cancellation)
    {
        var reader = new DefinitionReader(client);
        var definitions = new Dictionary<string, TableDefinition>();
        foreach (
            var table in data.Schema.Keys.Concat(data.All.SelectMany(record => record.Fields.Select(field => field.LookupTable)).OfType<string>()).Distinct()
        )
        {
            if (await reader.FindAsync(table, cancellation) is { } definition)
            {
                definitions[table] = definition;
            }
        }

        return definitions;
    }
}
