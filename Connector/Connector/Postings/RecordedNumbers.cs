using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Postings;

/// <summary>
/// Reads what Dataverse has recorded of finance's numbers, for a database that was made after them: of each company, kind and shape the highest. Finance knows
/// its own formats, and tells from the text which of its sequences it belongs to.
/// </summary>
/// <param name="maps">The maps, which say which company an actual is of.</param>
internal sealed class RecordedNumbers(TableMapCatalog maps, DataverseClient dataverse)
{
    /// <summary>Numbers of customer invoices.</summary>
    public const string CustomerInvoice = "CustomerInvoice";

    private const string Voucher = "Voucher";
    private const string VoucherColumn = "msdyn_vouchernumber";
    private const string HasVoucher = VoucherColumn + " ne null";
    private const string Record = "Vouchers of finance";
    private const string InvoiceLookup = "_msdyn_invoice_value";
    private const int RowsAPage = 1000;

    /// <summary>Reads them all.</summary>
    public async Task<IReadOnlyList<RecordedNumber>> ReadAsync(CancellationToken cancellation)
    {
        var invoices = await InvoicesAsync(cancellation);
        var found = new Dictionary<(string Company, string Document, string Shape), string>();
        if (maps.Maps.FirstOrDefault(map => map is { Trigger: MapTrigger.Changes, Table: "msdyn_actual" }) is { } rows && await HasVouchersAsync(cancellation))
        {
            await ReadAsync(await maps.GetAsync(rows, cancellation), invoices, found, cancellation);
        }

        invoices.Values.ToList().ForEach(number => Note(found, "", CustomerInvoice, number));
        return found
            .Select(number => new RecordedNumber
            {
                Company = number.Key.Company,
                Document = number.Key.Document,
                Number = number.Value,
            })
            .ToList();
    }

    /// <summary>The number without its longest run of digits, the last of several: numbers that differ in it only are of one shape.</summary>
    internal static (string Shape, string Digits) Divide(string number)
    {
        var (start, length) = (0, 0);
        for (var index = 0; index < number.Length; index++)
        {
            var run = 0;
            while (index + run < number.Length && char.IsAsciiDigit(number[index + run]))
            {
                run++;
            }

            (start, length) = run > 0 && run >= length ? (index, run) : (start, length);
            index += run;
        }

        return ($"{number[..start]}#{number[(start + length)..]}", number.Substring(start, length));
    }

    private async Task<Dictionary<Guid, string>> InvoicesAsync(CancellationToken cancellation)
    {
        var invoices = new Dictionary<Guid, string>();
        var table = await dataverse.DefinitionAsync("invoice", cancellation);
        var path = $"{table.SetName}?$select={table.PrimaryId},pinv_customerinvoicenumber&$filter={Uri.EscapeDataString("pinv_customerinvoicenumber ne null")}";
        await foreach (var row in dataverse.RowsAsync(path, "Invoices that finance posted", cancellation))
        {
            invoices[Guid.Parse((string)row[table.PrimaryId]!)] = (string)row["pinv_customerinvoicenumber"]!;
        }

        return invoices;
    }

    // A new environment has none, and then finance need not be there.
    private async Task<bool> HasVouchersAsync(CancellationToken cancellation)
    {
        var table = await dataverse.DefinitionAsync("msdyn_actual", cancellation);
        var path = $"{table.SetName}?$select={table.PrimaryId}&$filter={Uri.EscapeDataString(HasVoucher)}";
        await foreach (var _ in dataverse.RowsAsync(path, Record, cancellation))
        {
            return true;
        }

        return false;
    }

    private async Task ReadAsync(
        BoundMap map,
        Dictionary<Guid, string> invoices,
        Dictionary<(string, string, string), string> found,
        CancellationToken cancellation
    )
    {
        var page = new List<JObject>(RowsAPage);
        var select = string.Join(',', map.Select.Append(VoucherColumn).Append(InvoiceLookup).Distinct());
        await foreach (var row in dataverse.RowsAsync($"{map.Table.SetName}?$select={select}&$filter={Uri.EscapeDataString(HasVoucher)}", Record, cancellation))
        {
            page.Add(row);
            if (page.Count == RowsAPage)
            {
                await NoteAsync(map, page, invoices, found, cancellation);
                page.Clear();
            }
        }

        await NoteAsync(map, page, invoices, found, cancellation);
    }

    private async Task NoteAsync(
        BoundMap map,
        List<JObject> rows,
        Dictionary<Guid, string> invoices,
        Dictionary<(string, string, string), string> found,
        CancellationToken cancellation
    )
    {
        var field = map.Fields.Single(field => field.Map.Field == "dataAreaId");
        var lookups = new LookupCache(dataverse, map);
        await lookups.Messages.LoadAsync(rows, cancellation);
        await lookups.LoadAsync(rows.Select(row => (row, field.Paths)).ToList(), cancellation);
        foreach (var row in rows)
        {
            var value =
                lookups.Messages.Value(row, field.Map.MessageKey)
                ?? field.Paths.Select(path => lookups.Value(row, path)).FirstOrDefault(value => value is not null);
            var company = value is null ? "" : FieldValue.Text(value).ToUpperInvariant();
            Note(found, company, Voucher, (string)row[VoucherColumn]!);
            if (company.Length > 0 && Guid.TryParse((string?)row[InvoiceLookup], out var invoice) && invoices.Remove(invoice, out var number))
            {
                Note(found, company, CustomerInvoice, number);
            }
        }
    }

    private static void Note(Dictionary<(string, string, string), string> found, string company, string document, string number)
    {
        var (shape, digits) = Divide(number);
        var known = found.TryGetValue((company, document, shape), out var highest) ? Divide(highest).Digits.TrimStart('0') : "";
        var given = digits.TrimStart('0');
        if (highest is null || given.Length > known.Length || (given.Length == known.Length && string.CompareOrdinal(given, known) > 0))
        {
            found[(company, document, shape)] = number;
        }
    }
}
