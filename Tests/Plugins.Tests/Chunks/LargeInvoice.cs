using System.Globalization;
using InvoicePlugins.Chunks;
using InvoicePlugins.Confirmation.Chunks;
using InvoicePlugins.Dataverse.Tables;
using LocalDataverse;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Chunks;

/// <summary>What the tests of large confirmations do to a site and see of it.</summary>
internal static class LargeInvoice
{
    // Jobs and traces come and go; chunks and what the invoice says of them are how a large confirmation differs from a small one.
    private static readonly HashSet<string> OtherTables =
    [
        "asyncoperation",
        "plugintracelog",
        ConfirmationChunk.Table,
        "environmentvariablevalue",
        "plugintype",
    ];

    private static readonly HashSet<string> OtherColumns =
    [
        "createdon",
        "modifiedon",
        "versionnumber",
        Invoice.ConfirmationAttemptColumn,
        Invoice.ConfirmationChunksColumn,
        Invoice.ConfirmationChunksDoneColumn,
        IntegrationMessage.CorrelationIdColumn,
        IntegrationMessage.BilledColumn,
        NotToExceed.LastInvoiceNumberColumn,
    ];

    /// <summary>How many rows may be written at once, and by a chunk.</summary>
    public static Site Limit(this Site site, int synchronousWrites, int writesPerChunk)
    {
        site.Organization.SetEnvironmentVariable("pinv_MaxSynchronousWrites", synchronousWrites.ToString(CultureInfo.InvariantCulture));
        site.Organization.SetEnvironmentVariable("pinv_WritesPerChunk", writesPerChunk.ToString(CultureInfo.InvariantCulture));
        return site;
    }

    public static AsyncRunResult RunJobs(this Site site) => site.Organization.RunAsyncOperations();

    public static Invoice Header(this Site site, Guid invoice) => new(site.Read("invoice", invoice));

    public static IReadOnlyList<ConfirmationChunk> ChunksOf(this Site site, Guid invoice) =>
        [
            .. site.All(ConfirmationChunk.Table)
                .Select(row => new ConfirmationChunk(row))
                .Where(chunk => chunk.Invoice == invoice)
                .OrderBy(chunk => chunk.Attempt)
                .ThenBy(chunk => chunk.Kind)
                .ThenBy(chunk => chunk.Ordinal),
        ];

    public static ConfirmationStatus Resume(this Site site, Guid invoice) => Call(site, ResumeConfirmationApi.CustomApi.UniqueName, invoice);

    public static ConfirmationStatus Cancel(this Site site, Guid invoice) => Call(site, CancelConfirmationApi.CustomApi.UniqueName, invoice);

    public static void CarryOut(this Site site, Guid chunk) =>
        site.Manager.Execute(new OrganizationRequest(ChunkMessage.Name) { ["Target"] = new EntityReference(ConfirmationChunk.Table, chunk) });

    /// <summary>Every row and column that counts, as text; the times and versions of writing left out. Of some tables, where they are named.</summary>
    public static IReadOnlyList<string> Books(this Site site, params string[] onlyTables) =>
        [
            .. from table in site.Organization.DumpState(onlyTables).Tables
            where !OtherTables.Contains(table.Key)
            from row in table.Value
            from column in row.Value
            where !OtherColumns.Contains(column.Key)
            select string.Concat(table.Key, " ", row.Key.ToString("d"), " ", column.Key + ": " + column.Value),
        ];

    /// <summary>Actuals that no invoice has: what can be billed again.</summary>
    public static IEnumerable<Actual> MadeByNobodyYet(this Site site) =>
        site.All("msdyn_actual").Select(row => new Actual(row)).Where(row => row.Invoice is null);

    public static void AreTheBooksOf(this Site site, IReadOnlyList<string> expected, string message = "", params string[] onlyTables)
    {
        var actual = site.Books(onlyTables);
        Assert.AreEqual(
            "",
            string.Join(
                "\n",
                expected.Except(actual).Take(20).Select(line => "missing " + line).Concat(actual.Except(expected).Take(20).Select(line => "added " + line))
            ),
            message
        );
    }

    private static ConfirmationStatus Call(Site site, string message, Guid invoice) =>
        (ConfirmationStatus)
            (
                (OptionSetValue)
                    site.Manager.Execute(new OrganizationRequest(message) { ["Target"] = new EntityReference("invoice", invoice) })["ConfirmationStatus"]
            ).Value;
}
