using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse.Options;

namespace ProjectInvoice.Connector.Dataverse;

/// <summary>Asks Dataverse for the number, the customer and the message of invoices: with a few reads a page, never one an invoice.</summary>
internal sealed class ToldInvoices(DataverseClient dataverse)
{
    private const int IdsARead = 40;
    private const int MostOfACustomer = 5000;
    private const string Invoices = "Invoices";
    private static readonly string[] NumberColumns = ["msdyn_invoicenumber", "invoicenumber"];

    /// <summary>What Dataverse tells of invoices, by id; those that it does not have are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, ToldInvoice>> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var table = await dataverse.DefinitionAsync("invoice", cancellation);
        var told = new Dictionary<Guid, ToldInvoice>();
        var select = $"{string.Join(',', NumberColumns)},_customerid_value,msdyn_projectinvoicestatus";
        await foreach (var row in RowsAsync(table, table.PrimaryId, ids, select, null, cancellation))
        {
            var id = Guid.Parse((string)row[table.PrimaryId]!);
            told[id] = new ToldInvoice(
                id,
                NumberColumns.Select(column => (string?)row[column]).FirstOrDefault(number => !string.IsNullOrWhiteSpace(number)),
                Guid.TryParse((string?)row["_customerid_value"], out var customer) ? customer : null,
                (int?)row["msdyn_projectinvoicestatus"] >= (int)ProjectInvoiceStatus.Confirmed
            );
        }

        var names = await CustomersAsync(told.Values.Select(invoice => invoice.CustomerId).OfType<Guid>().Distinct().ToList(), cancellation);
        var messages = await MessagesAsync([.. told.Keys], cancellation);
        return told.Values.ToDictionary(
            invoice => invoice.Id,
            invoice =>
                !messages.TryGetValue(invoice.Id, out var message)
                    ? invoice with
                    {
                        Customer = NameOf(invoice),
                    }
                    : invoice with
                    {
                        Customer = NameOf(invoice),
                        ConfirmedOn = message.On,
                        MessageStatus = message.Status,
                        MessageError = message.Error,
                    }
        );

        string? NameOf(ToldInvoice invoice) => invoice.CustomerId is { } id ? names.GetValueOrDefault(id) : null;
    }

    /// <summary>The ids of invoices of a number.</summary>
    public async Task<IReadOnlyList<Guid>> IdsAsync(string number, CancellationToken cancellation)
    {
        var table = await dataverse.DefinitionAsync("invoice", cancellation);
        return await FoundAsync(table, string.Join(" or ", NumberColumns.Select(column => $"{column} eq {Text(number)}")), cancellation);
    }

    /// <summary>The ids of confirmed invoices of customers that have this account number, or this in their name; of very many only some.</summary>
    public async Task<IReadOnlyList<Guid>> IdsOfCustomerAsync(string customer, CancellationToken cancellation)
    {
        var accounts = await dataverse.DefinitionAsync("account", cancellation);
        var customers = await FoundAsync(accounts, $"accountnumber eq {Text(customer)} or contains(name,{Text(customer)})", cancellation);
        var invoices = await dataverse.DefinitionAsync("invoice", cancellation);
        var found = new List<Guid>();
        foreach (var chunk in customers.Chunk(IdsARead))
        {
            var filter =
                $"({string.Join(" or ", chunk.Select(id => $"_customerid_value eq {id:D}"))})"
                + $" and msdyn_projectinvoicestatus ge {(int)ProjectInvoiceStatus.Confirmed}";
            found.AddRange(await FoundAsync(invoices, filter, cancellation));
        }

        return found;
    }

    private async Task<List<Guid>> FoundAsync(TableDefinition table, string filter, CancellationToken cancellation)
    {
        var ids = new List<Guid>();
        await foreach (
            var row in dataverse.RowsAsync($"{table.SetName}?$select={table.PrimaryId}&$filter={Uri.EscapeDataString(filter)}", Invoices, cancellation)
        )
        {
            ids.Add(Guid.Parse((string)row[table.PrimaryId]!));
            if (ids.Count == MostOfACustomer)
            {
                break;
            }
        }

        return ids;
    }

    private async Task<IReadOnlyDictionary<Guid, string>> CustomersAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var names = new Dictionary<Guid, string>();
        foreach (var name in new[] { "account", "contact" })
        {
            var left = ids.Where(id => !names.ContainsKey(id)).ToList();
            if (left.Count == 0)
            {
                break;
            }

            var table = await dataverse.DefinitionAsync(name, cancellation);
            await foreach (var row in RowsAsync(table, table.PrimaryId, left, table.PrimaryName, null, cancellation))
            {
                names[Guid.Parse((string)row[table.PrimaryId]!)] = (string?)row[table.PrimaryName] ?? "";
            }
        }

        return names;
    }

    /// <summary>The last message of each invoice that says that it was confirmed.</summary>
    private async Task<IReadOnlyDictionary<Guid, (DateTime? On, IntegrationMessageStatus? Status, string? Error)>> MessagesAsync(
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancellation
    )
    {
        var messages = new Dictionary<Guid, (DateTime? On, IntegrationMessageStatus? Status, string? Error)>();
        var table = await dataverse.DefinitionAsync("pinv_integrationmessage", cancellation);
        const string Select = "_pinv_invoiceid_value,createdon,pinv_status,pinv_lasterror";
        var confirmed = $"pinv_messagetype eq {(int)IntegrationMessageType.InvoiceConfirmed}";
        await foreach (var row in RowsAsync(table, "_pinv_invoiceid_value", ids, Select, confirmed, cancellation))
        {
            var id = Guid.Parse((string)row["_pinv_invoiceid_value"]!);
            var on = DateTimeOffset.TryParse((string?)row["createdon"], System.Globalization.CultureInfo.InvariantCulture, out var moment)
                ? moment.UtcDateTime
                : (DateTime?)null;
            if (!messages.TryGetValue(id, out var known) || known.On is null || on > known.On)
            {
                messages[id] = (on, (IntegrationMessageStatus?)(int?)row["pinv_status"], (string?)row["pinv_lasterror"]);
            }
        }

        return messages;
    }

    private async IAsyncEnumerable<JObject> RowsAsync(
        TableDefinition table,
        string column,
        IReadOnlyCollection<Guid> ids,
        string select,
        string? and,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        foreach (var chunk in ids.Chunk(IdsARead))
        {
            var filter = $"({string.Join(" or ", chunk.Select(id => $"{column} eq {id:D}"))})" + (and is null ? "" : $" and {and}");
            await foreach (var row in dataverse.RowsAsync($"{table.SetName}?$select={select}&$filter={Uri.EscapeDataString(filter)}", Invoices, cancellation))
            {
                yield return row;
            }
        }
    }

    private static string Text(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
