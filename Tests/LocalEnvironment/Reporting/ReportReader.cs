using System.Globalization;
using System.Text.Json.Nodes;
using LocalEnvironment.Dataverse;
using LocalEnvironment.Errors;
using LocalEnvironment.Finance;

namespace LocalEnvironment.Reporting;

/// <summary>
/// Reads back over HTTP what became of each invoice, with its actuals and the ledger: Dataverse as the project manager sees it, finance as a reader.
/// </summary>
internal sealed class ReportReader(DataverseClient dataverse, FinanceClient finance, DefinitionReader definitions)
{
    private const string ActualColumns =
        "msdyn_actualid,msdyn_transactiontypecode,msdyn_transactionclassification,msdyn_billingtype,msdyn_quantity,msdyn_price,msdyn_amount,"
        + "msdyn_adjustmentstatus,msdyn_billingstatus,"
        + "pinv_skipsync,msdyn_vouchernumber,msdyn_accountexchangerate,msdyn_accountingamount,pinv_taxamount,_msdyn_invoice_value,"
        + "_msdyn_project_value,_transactioncurrencyid_value";

    private const string UnbilledSales = "Unbilled Sales";
    private const string BilledSales = "Billed Sales";
    private const string Cost = "Cost";
    private const string Original = "Original";
    private const string Reversing = "Reversing";
    private const string Replacing = "Replacing";

    /// <summary>Originals that are asked for in one request by id, where the invoice itself does not name them.</summary>
    private const int IdsInOneFilter = 20;

    public async Task<Report> ReadAsync(IReadOnlyList<Message> messages, TimeSpan elapsed, CancellationToken cancellation)
    {
        var actualTable = await DefinitionAsync("msdyn_actual", cancellation);
        var invoiceTable = await DefinitionAsync("invoice", cancellation);
        var currencies = (await dataverse.QueryAsync("transactioncurrencies?$select=isocurrencycode,currencyprecision", cancellation)).ToDictionary(
            row => IdOf(row, "transactioncurrencyid"),
            row => new CurrencyFormat(TextOf(row, "isocurrencycode")!, row["currencyprecision"]!.GetValue<int>())
        );
        var decimals = currencies.Values.GroupBy(currency => currency.Code).ToDictionary(group => group.Key, group => group.First().Decimals);
        var companies = await CompaniesOfProjectsAsync(cancellation);
        var setUp = await finance.SetupAsync(cancellation);
        foreach (var row in setUp["currencies"]!.AsArray())
        {
            decimals[row!["code"]!.GetValue<string>()] = row["decimals"]!.GetValue<int>();
        }

        var accountingCurrencies = setUp["companies"]!
            .AsArray()
            .ToDictionary(row => row!["id"]!.GetValue<string>(), row => row!["accountingCurrency"]!.GetValue<string>());
        var proposals = (await finance.ProposalsAsync(cancellation))
            .GroupBy(proposal => proposal.Number)
            .ToDictionary(group => group.Key, group => group.First().Company);
        var links = await LinksAsync(cancellation);
        var made = await MadeAsync(cancellation);
        var grossContracts = await GrossContractsAsync(setUp, cancellation);

        var invoices = new List<ReportedInvoice>();
        var rows = await dataverse.QueryAsync(
            "invoices?$select=invoiceid,invoicenumber,msdyn_invoicenumber,msdyn_projectinvoicestatus,pinv_financestatus,"
                + "pinv_customerinvoicenumber,pinv_customerinvoicedate,pinv_taxamount,msdyn_hascorrections,_salesorderid_value,"
                + "_transactioncurrencyid_value&$orderby=invoicenumber",
            cancellation
        );

        // Corrections behind what they correct.
        foreach (var row in rows.OrderBy(row => row["msdyn_hascorrections"]?.GetValue<bool>() ?? false))
        {
            var actuals = await ActualsOfAsync(IdOf(row, "invoiceid"), links, made, cancellation);
            var currency = currencies[IdOf(row, "_transactioncurrencyid_value")];
            var project = actuals.Select(actual => GuidOf(actual, "_msdyn_project_value")).FirstOrDefault(id => id is not null);

            // A retainer has no project: its company is that of the proposal.
            var company = project is { } projectId
                ? companies.GetValueOrDefault(projectId)
                : proposals.GetValueOrDefault(TextOf(row, "msdyn_invoicenumber") ?? TextOf(row, "invoicenumber")!);
            var accountingCurrency = company is null ? null : accountingCurrencies.GetValueOrDefault(company);
            var accountingDecimals = accountingCurrency is null ? currency.Decimals : decimals[accountingCurrency];
            var reported = actuals.Select(actual => ActualOf(actual, actualTable, currencies, accountingDecimals)).ToList();
            var financeStatus = LabelOf(invoiceTable, "pinv_financestatus", row) ?? "Not sent";
            var charged = reported.Where(actual => actual is { TransactionType: BilledSales, BillingType: "Chargeable" }).ToList();
            var isGross = company is not null && GuidOf(row, "_salesorderid_value") is { } contract && grossContracts.Contains((company, contract));
            invoices.Add(
                new ReportedInvoice(
                    TextOf(row, "msdyn_invoicenumber") ?? TextOf(row, "invoicenumber")!,
                    LabelOf(invoiceTable, "msdyn_projectinvoicestatus", row)!,
                    financeStatus,
                    TextOf(row, "pinv_customerinvoicenumber"),
                    TextOf(row, "pinv_customerinvoicedate")?[..10],
                    currency.Code,
                    AtDecimals(charged.Sum(actual => (actual.Amount ?? 0) - (isGross ? actual.TaxAmount ?? 0 : 0)), currency.Decimals),
                    NumberOf(row, "pinv_taxamount", currency.Decimals),
                    accountingCurrency,
                    ReportedInvoice.IsClosed(financeStatus) && charged.All(actual => actual.AccountingAmount is not null)
                        ? AtDecimals(charged.Sum(actual => actual.AccountingAmount!.Value), accountingDecimals)
                        : null,
                    reported
                )
            );
        }

        var ledger = (await finance.LedgerAsync(cancellation)).Select(entry => EntryOf(entry, decimals, accountingCurrencies)).ToList();
        return new Report(invoices, ledger, messages, decimal.Round((decimal)elapsed.TotalSeconds, 1, MidpointRounding.AwayFromZero));
    }

    private async Task<TableDefinition> DefinitionAsync(string table, CancellationToken cancellation) =>
        await definitions.FindAsync(table, cancellation) ?? throw new InvalidDataException($"The environment has no table {table}.");

    private async Task<Dictionary<Guid, string?>> CompaniesOfProjectsAsync(CancellationToken cancellation)
    {
        var codes = (await dataverse.QueryAsync("cdm_companies?$select=cdm_companycode", cancellation)).ToDictionary(
            row => IdOf(row, "cdm_companyid"),
            row => TextOf(row, "cdm_companycode")
        );
        var projects = await dataverse.QueryAsync("msdyn_projects?$select=_msdyn_owningcompany_value", cancellation);
        return projects.ToDictionary(
            row => IdOf(row, "msdyn_projectid"),
            row => GuidOf(row, "_msdyn_owningcompany_value") is { } company ? codes.GetValueOrDefault(company) : null
        );
    }

    /// <summary>For each actual: the actuals it is connected with, and as what, but for cost.</summary>
    private async Task<ILookup<Guid, Link>> LinksAsync(CancellationToken cancellation)
    {
        var connections = await dataverse.QueryAsync(
            "msdyn_transactionconnections?$select=msdyn_transaction1,msdyn_transaction1role,msdyn_transaction2,msdyn_transaction2role&"
                + "$filter=msdyn_transaction1type eq 'msdyn_actual' and msdyn_transaction2type eq 'msdyn_actual'",
            cancellation
        );
        return connections
            .Where(row => TextOf(row, "msdyn_transaction1role") != Cost && TextOf(row, "msdyn_transaction2role") != Cost)
            .SelectMany(row =>
            {
                var (first, firstRole) = (Guid.Parse(TextOf(row, "msdyn_transaction1")!), TextOf(row, "msdyn_transaction1role"));
                var (second, secondRole) = (Guid.Parse(TextOf(row, "msdyn_transaction2")!), TextOf(row, "msdyn_transaction2role"));
                return new[] { new Link(first, firstRole, second, secondRole), new Link(second, secondRole, first, firstRole) };
            })
            .ToLookup(link => link.From);
    }

    /// <summary>For each invoice: the actuals that come from it.</summary>
    private async Task<ILookup<Guid, Guid>> MadeAsync(CancellationToken cancellation)
    {
        var origins = await dataverse.QueryAsync(
            "msdyn_transactionorigins?$select=msdyn_transaction,msdyn_origin&$filter=msdyn_origintype eq 'invoice' and msdyn_transactiontype eq 'msdyn_actual'",
            cancellation
        );
        return origins.ToLookup(row => Guid.Parse(TextOf(row, "msdyn_origin")!), row => Guid.Parse(TextOf(row, "msdyn_transaction")!));
    }

    /// <summary>The contracts whose prices include sales tax, so that an amount of theirs is net only without it.</summary>
    private async Task<HashSet<(string Company, Guid Contract)>> GrossContractsAsync(JsonNode setUp, CancellationToken cancellation)
    {
        var contracts = (await dataverse.QueryAsync("salesorders?$select=salesorderid,msdyn_salesordernumber,ordernumber", cancellation)).ToLookup(
            row => TextOf(row, "msdyn_salesordernumber") ?? TextOf(row, "ordernumber"),
            row => IdOf(row, "salesorderid"),
            StringComparer.OrdinalIgnoreCase
        );
        return
        [
            .. setUp["contracts"]!
                .AsArray()
                .Where(contract => contract!["pricesIncludeSalesTax"]?.GetValue<bool>() ?? false)
                .SelectMany(contract => contracts[contract!["id"]!.GetValue<string>()].Select(id => (contract!["company"]!.GetValue<string>(), id))),
        ];
    }

    private async Task<List<JsonObject>> ActualsOfAsync(Guid invoice, ILookup<Guid, Link> links, ILookup<Guid, Guid> made, CancellationToken cancellation)
    {
        var own = await dataverse.QueryAsync(
            $"msdyn_actuals?$select={ActualColumns}&$filter=_msdyn_invoice_value eq {invoice}&$orderby=msdyn_actualid",
            cancellation
        );
        var known = own.Select(row => IdOf(row, "msdyn_actualid")).ToHashSet();

        // What it billed, and what a correction made billable again in the place of what it credits.
        var billed = known.SelectMany(id => links[id]).Where(link => link.FromRole != Original).Select(link => link.To);
        var billable = known
            .SelectMany(id => links[id])
            .Where(link => link.FromRole == Reversing)
            .SelectMany(link => links[link.To])
            .Where(link => link.ToRole == Replacing)
            .Select(link => link.To);

        // The open row of a new retainer is billed by none of its rows; what replaces another row belongs to what that stands on.
        var open = made[invoice].Where(id => links[id].All(link => link.FromRole != Replacing));
        foreach (var part in billed.Concat(billable).Concat(open).Where(id => !known.Contains(id)).Distinct().Chunk(IdsInOneFilter))
        {
            var rows = await dataverse.QueryAsync(
                $"msdyn_actuals?$select={ActualColumns}&$filter={string.Join(" or ", part.Select(id => $"msdyn_actualid eq {id}"))}",
                cancellation
            );
            own.AddRange(rows.Where(row => GuidOf(row, "_msdyn_invoice_value") is null));
        }

        // Together what belongs together: an original, its reversal, then what was billed for it.
        var byId = own.ToDictionary(row => IdOf(row, "msdyn_actualid"));
        return
        [
            .. own.OrderBy(row => GroupOf(IdOf(row, "msdyn_actualid"), byId, links))
                .ThenBy(row => row["msdyn_transactiontypecode"]!.GetValue<int>())
                .ThenByDescending(row => row["msdyn_quantity"]?.GetValue<decimal>() ?? 0)
                .ThenBy(row => IdOf(row, "msdyn_actualid")),
        ];
    }

    /// <summary>The smallest id among an actual and what it is connected with, so that all of them sort side by side.</summary>
    private static Guid GroupOf(Guid actual, Dictionary<Guid, JsonObject> rows, ILookup<Guid, Link> links)
    {
        var group = new HashSet<Guid> { actual };
        var open = new Queue<Guid>(group);
        while (open.TryDequeue(out var next))
        {
            foreach (var other in links[next].Select(link => link.To).Where(other => rows.ContainsKey(other) && group.Add(other)))
            {
                open.Enqueue(other);
            }
        }

        return group.Min();
    }

    private static ReportedActual ActualOf(JsonObject row, TableDefinition table, Dictionary<Guid, CurrencyFormat> currencies, int accountingDecimals)
    {
        var decimals = currencies[IdOf(row, "_transactioncurrencyid_value")].Decimals;
        var type = LabelOf(table, "msdyn_transactiontypecode", row)!;
        return new ReportedActual(
            IdOf(row, "msdyn_actualid"),
            type,
            LabelOf(table, "msdyn_transactionclassification", row)!,
            LabelOf(table, "msdyn_billingtype", row),
            NumberOf(row, "msdyn_quantity", 2),
            NumberOf(row, "msdyn_price", decimals),
            NumberOf(row, "msdyn_amount", decimals),
            LabelOf(table, "msdyn_adjustmentstatus", row),
            LabelOf(table, "msdyn_billingstatus", row),
            row["pinv_skipsync"]?.GetValue<bool>() ?? false,
            TextOf(row, "msdyn_vouchernumber"),
            row["msdyn_accountexchangerate"] is { } rate ? Normalized(rate.GetValue<decimal>()) : null,
            NumberOf(row, "msdyn_accountingamount", accountingDecimals),
            type == UnbilledSales ? null : NumberOf(row, "pinv_taxamount", decimals)
        );
    }

    private static LedgerEntry EntryOf(JsonObject row, Dictionary<string, int> decimals, Dictionary<string, string> accountingCurrencies)
    {
        var currency = TextOf(row, "Currency")!;
        return new LedgerEntry(
            TextOf(row, "Voucher")!,
            TextOf(row, "InvoiceProposalId"),
            TextOf(row, "PostingType")!,
            TextOf(row, "MainAccount")!,
            currency,
            AtDecimals(row["Amount"]!.GetValue<decimal>(), decimals[currency]),
            AtDecimals(row["AccountingAmount"]!.GetValue<decimal>(), decimals[accountingCurrencies[TextOf(row, "dataAreaId")!]])
        );
    }

    private static string? LabelOf(TableDefinition table, string column, JsonObject row) =>
        row[column] is { } value ? table.Columns[column].Choices?[value.GetValue<int>()] : null;

    private static string? TextOf(JsonObject row, string name) => row[name]?.GetValue<string>() is { Length: > 0 } text ? text : null;

    private static Guid IdOf(JsonObject row, string name) => Guid.Parse(row[name]!.GetValue<string>());

    private static Guid? GuidOf(JsonObject row, string name) => TextOf(row, name) is { } text ? Guid.Parse(text, CultureInfo.InvariantCulture) : null;

    private static decimal? NumberOf(JsonObject row, string name, int decimals) =>
        row[name] is { } value ? AtDecimals(value.GetValue<decimal>(), decimals) : null;

    /// <summary>The amount with exactly the decimals of its currency, or with more where it has more (a unit price may).</summary>
    private static decimal AtDecimals(decimal amount, int decimals) => Normalized(amount) + new decimal(0, 0, 0, false, (byte)decimals);

    private static decimal Normalized(decimal value) => value / 1.0000000000000000000000000000m;

    private sealed record Link(Guid From, string? FromRole, Guid To, string? ToRole);

    private sealed record CurrencyFormat(string Code, int Decimals);
}
