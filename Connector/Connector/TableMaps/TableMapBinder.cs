using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.FinanceSystem;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>Holds maps against the definitions of Dataverse and $metadata of finance, and names every fault.</summary>
internal sealed class TableMapBinder(DataverseClient dataverse, FinanceClient finance)
{
    /// <summary>Fields that finance reports for an actual.</summary>
    private static readonly string[] PostedLineFields = ["voucher", "exchangeRate", "accountingAmount", "taxAmount", "accountingTaxAmount"];

    /// <summary>Parameters of the custom API that records the posting of an invoice, and the field of the report each may come from.</summary>
    private static readonly string[] PostedInvoiceFields = ["proposal", "customerInvoiceNumber", "customerInvoiceDate", "taxAmount", "outcome"];

    /// <summary>Columns of the invoice that the custom API sets, and the parameter of each.</summary>
    internal static readonly IReadOnlyDictionary<string, string> PostedInvoiceColumns = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["pinv_customerinvoicenumber"] = "CustomerInvoiceNumber",
        ["pinv_customerinvoicedate"] = "CustomerInvoiceDate",
        ["pinv_taxamount"] = "TaxAmount",
        ["pinv_financestatus"] = "FinanceStatus",
    };

    /// <summary>Binds one map.</summary>
    /// <param name="faults">Faults are added here.</param>
    /// <returns>The bound map, or null where it has faults.</returns>
    /// <exception cref="ConnectorException">One of the sides cannot be reached.</exception>
    public async Task<BoundMap?> BindAsync(TableMap map, ICollection<Fault> faults, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(faults);
        var work = new MapBinding(map, faults, dataverse, cancellation);
        if (await work.TableAsync(map.Table, "") is not { } table)
        {
            return null;
        }

        if (map.Direction == MapDirection.FinanceToDataverse)
        {
            return BindBack(map, table, work);
        }

        if (map.Trigger == MapTrigger.Changes && !table.TracksChanges)
        {
            work.Add(TableMapErrors.NoChangeTracking, "", map.Table);
        }

        if (await finance.SetAsync(map.FinanceSet, cancellation) is not { } set)
        {
            work.Add(TableMapErrors.SetUnknown, "", map.FinanceSet);
            return null;
        }

        return await new OutwardBinding(map, set, new RowBinding(table, work), work).BindAsync();
    }

    private static BoundMap? BindBack(TableMap map, TableDefinition table, MapBinding work)
    {
        var known = map.Trigger == MapTrigger.PostedActuals ? PostedLineFields : PostedInvoiceFields;
        foreach (var field in map.Fields)
        {
            if (!known.Contains(field.Field))
            {
                work.Add(TableMapErrors.NotReported, $", field {field.Field}", string.Join(", ", known));
            }

            foreach (var column in field.Columns.Where(column => !table.Columns.ContainsKey(column)))
            {
                work.Add(TableMapErrors.ColumnUnknown, $", field {field.Field}", table.Name, column);
            }

            foreach (var column in field.Columns.Where(column => map.Trigger == MapTrigger.PostedInvoice && !PostedInvoiceColumns.ContainsKey(column)))
            {
                work.Add(TableMapErrors.ColumnNotPosted, $", field {field.Field}", column, string.Join(", ", PostedInvoiceColumns.Keys));
            }
        }

        return work.HasFaults
            ? null
            : new BoundMap(
                map,
                table,
                null,
                null,
                map.Fields.Select(field => new BoundField(field, null, [], null)).ToList(),
                new Dictionary<string, BoundRelated>(),
                new Dictionary<TableDefinition, IReadOnlySet<string>>()
            )
            {
                Select = [table.PrimaryId],
            };
    }
}
