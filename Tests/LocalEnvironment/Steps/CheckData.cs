using System.Net;
using LocalEnvironment.Dataverse;
using LocalEnvironment.Input;

namespace LocalEnvironment.Steps;

/// <summary>Holds the data against the environment before anything of it is written; it says nothing where there is no fault.</summary>
internal sealed class CheckData : IStep
{
    /// <exception cref="InputException">The data cannot be used; nothing was changed.</exception>
    public async Task RunAsync(Job job, CancellationToken cancellation)
    {
        job.Definitions = await ReadDefinitionsAsync(job, cancellation);
        var check = new MigrationDataCheck(job.Data, job.Definitions, (table, id) => ExistsAsync(job, job.Definitions[table], id, cancellation));
        var faults = await check.FindFaultsAsync();
        if (faults.Count > 0)
        {
            throw new InputException(faults);
        }

        job.SameRows = await SameRowsAsync(job, cancellation);
    }

    private static async Task<Dictionary<string, TableDefinition>> ReadDefinitionsAsync(Job job, CancellationToken cancellation)
    {
        var reader = new DefinitionReader(job.Administrator);
        var lookups = job.Data.All.SelectMany(record => record.Fields.Select(field => field.LookupTable)).OfType<string>();
        var definitions = new Dictionary<string, TableDefinition>();
        foreach (var table in job.Data.Schema.Keys.Concat(lookups).ToHashSet())
        {
            if (await reader.FindAsync(table, cancellation) is { } definition)
            {
                definitions[table] = definition;
            }
        }

        return definitions;
    }

    private static async Task<bool> ExistsAsync(Job job, TableDefinition table, Guid id, CancellationToken cancellation)
    {
        try
        {
            await job.Administrator.GetAsync($"{table.EntitySetName}({id})?$select={table.PrimaryId}", cancellation);
            return true;
        }
        catch (DataverseException missing) when (missing.Status == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    /// <summary>A currency is the same by its code, as for the migration tool.</summary>
    private static async Task<Dictionary<Guid, Guid>> SameRowsAsync(Job job, CancellationToken cancellation)
    {
        var present = (await job.Administrator.QueryAsync("transactioncurrencies?$select=isocurrencycode", cancellation)).ToDictionary(
            row => row["isocurrencycode"]!.GetValue<string>(),
            row => Guid.Parse(row["transactioncurrencyid"]!.GetValue<string>())
        );
        return (job.Data.Records.GetValueOrDefault("transactioncurrency") ?? [])
            .Where(record => record.Find("isocurrencycode") is { } code && present.ContainsKey(code.Value))
            .ToDictionary(record => record.Id, record => present[record.Find("isocurrencycode")!.Value]);
    }
}
