using LocalDataverse;
using LocalEnvironment.Input;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace Simulator.Drafting;

/// <summary>A draft invoice of the sample with one line of time, taken out of Dataverse: others are made after it.</summary>
/// <param name="Number">Its number in the sample.</param>
/// <param name="Currency">ISO code.</param>
/// <param name="Head">Invoice and invoice line.</param>
/// <param name="Line">Detail, original, and what connects them.</param>
internal sealed record Pattern(string Number, string Currency, IReadOnlyList<Entity> Head, IReadOnlyList<Entity> Line)
{
    private static readonly string[] Tables =
    [
        "invoice",
        "invoicedetail",
        "msdyn_invoicelinetransaction",
        "msdyn_actual",
        "msdyn_transactionconnection",
        "msdyn_transactionorigin",
    ];

    /// <summary>Reads the patterns and deletes them.</summary>
    public static IReadOnlyList<Pattern> TakeOut(DataverseOrganization organization, MigrationData data)
    {
        var service = organization.CreateService(new Caller(organization.AdministratorId) { BypassSynchronousLogic = true, BypassAsynchronousLogic = true });
        var rows = Tables.ToDictionary(table => table, table => All(service, table, ColumnsOf(data, table)));
        var currencies = All(service, "transactioncurrency", new ColumnSet("isocurrencycode"))
            .ToDictionary(row => row.Id, row => row.GetAttributeValue<string>("isocurrencycode"));
        var patterns = rows["invoice"]
            .Select(invoice => Of(invoice, rows, currencies[invoice.GetAttributeValue<EntityReference>("transactioncurrencyid").Id]))
            .OrderBy(pattern => pattern.Number, StringComparer.Ordinal)
            .ToList();
        foreach (var row in Tables.Reverse().SelectMany(table => rows[table]))
        {
            service.Delete(row.LogicalName, row.Id);
        }

        return patterns;
    }

    private static Pattern Of(Entity invoice, Dictionary<string, List<Entity>> rows, string currency)
    {
        var detail = rows["msdyn_invoicelinetransaction"].First(row => Names(row, invoice.Id) && HasOriginal(row, rows));
        var line = rows["invoicedetail"].Single(row => Names(detail, row.Id));
        var connections = rows["msdyn_transactionconnection"].Where(row => Names(row, detail.Id)).ToList();
        var original = rows["msdyn_actual"].Single(row => connections.Exists(connection => Names(connection, row.Id)));
        var origins = rows["msdyn_transactionorigin"].Where(row => Names(row, detail.Id) || Names(row, original.Id));
        return new Pattern(invoice.GetAttributeValue<string>("invoicenumber"), currency, [invoice, line], [detail, original, .. connections, .. origins]);
    }

    private static bool HasOriginal(Entity detail, Dictionary<string, List<Entity>> rows) =>
        rows["msdyn_transactionconnection"].Exists(connection => Names(connection, detail.Id));

    private static bool Names(Entity row, Guid id) =>
        row.Attributes.Any(column =>
            column.Value is EntityReference reference
                ? reference.Id == id
                : column.Value is string text && text.Equals(id.ToString("d"), StringComparison.OrdinalIgnoreCase)
        );

    // What the platform fills by itself is left to it.
    private static ColumnSet ColumnsOf(MigrationData data, string table) =>
        new([.. data.Records[table].SelectMany(record => record.Fields.Select(field => field.Name)).Distinct(StringComparer.Ordinal)]);

    private static List<Entity> All(IOrganizationService service, string table, ColumnSet columns) =>
        [.. service.RetrieveMultiple(new QueryExpression(table) { ColumnSet = columns }).Entities.OrderBy(row => row.Id)];
}
