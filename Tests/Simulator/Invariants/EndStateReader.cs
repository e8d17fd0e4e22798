using System.Data.Common;
using System.Globalization;
using LocalDataverse;
using Microsoft.Data.Sqlite;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Simulator.Drafting;

namespace Simulator.Invariants;

/// <summary>Reads the end state out of Dataverse and the two databases.</summary>
internal sealed class EndStateReader(DataverseOrganization organization, string financeFile, string connectorFile)
{
    private const int Confirmed = 192350002;
    private const int BilledSales = 192350006;
    private const int Done = 1;

    private readonly IOrganizationService service = organization.CreateService(organization.AdministratorId);

    public EndState Read(IReadOnlyList<DraftedInvoice> drafted, IReadOnlyList<string> rewritten)
    {
        var numbers = drafted.ToDictionary(invoice => invoice.Id, invoice => invoice.Number);
        return new EndState
        {
            Drafted = drafted,
            Invoices = [.. drafted.Select(Invoice)],
            Billed = [.. BilledActuals().Where(row => numbers.ContainsKey(InvoiceOf(row))).Select(row => Billed(row, numbers[InvoiceOf(row)]))],
            Proposals = Finance(
                "SELECT InvoiceProposalId, ProjInvoiceId IS NOT NULL, WaitingReason, InvoiceAmount, SumTax, ProjInvoiceId, LedgerVoucher FROM InvoiceProposal",
                row => new ProposalRow(row.GetString(0), row.GetInt64(1) == 1, Text(row, 2), Number(row, 3), Number(row, 4), Text(row, 5), Text(row, 6))
            ),
            Lines = Finance(
                "SELECT ActualId, InvoiceProposalId, Amount, SalesTaxAmount FROM ProposalLine WHERE ActualId IS NOT NULL",
                row => new LineRow(Id(row, 0), row.GetString(1), Number(row, 2), Number(row, 3))
            ),
            Transactions = Finance(
                "SELECT ActualId, InvoiceProposalId, Amount, AccountingAmount, ReportingAmount, Voucher FROM ProjectTransaction",
                row => new TransactionRow(Id(row, 0), Text(row, 1), Number(row, 2), Number(row, 3), Number(row, 4), Text(row, 5))
            ),
            Ledger = Finance(
                "SELECT DataAreaId, Voucher, MainAccount, Currency, Amount, AccountingAmount, ReportingAmount FROM LedgerEntry",
                row => new EntryRow(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), Number(row, 4), Number(row, 5), Number(row, 6))
            ),
            Customers = Finance(
                "SELECT Voucher, MainAccount, InvoiceId, CurrencyId, Amount, AccountingAmount, ReportingAmount FROM CustomerTransaction",
                row => new CustomerRow(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), Number(row, 4), Number(row, 5), Number(row, 6))
            ),
            Posted = Finance(
                "SELECT ProjInvoiceId, InvoiceProposalId, LedgerVoucher, InvoiceAmount, SumTax FROM PostedInvoice",
                row => new PostedRow(row.GetString(0), row.GetString(1), row.GetString(2), Number(row, 3), Number(row, 4))
            ),
            Unfinished = [.. Unfinished()],
            Rewritten = rewritten,
            LostNumbers = [.. Finance("SELECT First, Last FROM LostRange", row => (First: row.GetInt64(0), Last: row.GetInt64(1))).SelectMany(Range)],
        };
    }

    /// <summary>What was written back, by record: it may be filled in once and never become another.</summary>
    public IEnumerable<(string Record, string Value)> WrittenBack(IReadOnlyList<DraftedInvoice> drafted)
    {
        var ids = drafted.Select(invoice => invoice.Id).ToHashSet();
        foreach (var row in BilledActuals().Where(row => ids.Contains(InvoiceOf(row))))
        {
            if (row.GetAttributeValue<string>("msdyn_vouchernumber") is { } voucher)
            {
                var amount = row.GetAttributeValue<Money>("msdyn_accountingamount")?.Value;
                yield return ($"actual {row.Id}", string.Create(CultureInfo.InvariantCulture, $"{voucher} {amount:0.####}"));
            }
        }

        foreach (var invoice in drafted.Select(Invoice).Where(invoice => invoice.CustomerInvoiceNumber is not null))
        {
            yield return ($"invoice {invoice.Number}", invoice.CustomerInvoiceNumber!);
        }
    }

    private static IEnumerable<long> Range((long First, long Last) lost)
    {
        for (var number = lost.First; number <= lost.Last; number++)
        {
            yield return number;
        }
    }

    private InvoiceRow Invoice(DraftedInvoice drafted)
    {
        var row = service.Retrieve("invoice", drafted.Id, new ColumnSet(true));
        return new InvoiceRow(
            drafted.Number,
            row.GetAttributeValue<OptionSetValue>("msdyn_projectinvoicestatus")?.Value >= Confirmed,
            row.GetAttributeValue<string>("pinv_customerinvoicenumber") is not null,
            row.GetAttributeValue<string>("pinv_customerinvoicenumber"),
            row.GetAttributeValue<Money>("pinv_taxamount")?.Value,
            row.GetAttributeValue<string>("pinv_lasterror")
        );
    }

    private IEnumerable<Entity> BilledActuals()
    {
        var query = new QueryExpression("msdyn_actual")
        {
            ColumnSet = new ColumnSet(
                "msdyn_invoice",
                "msdyn_amount",
                "msdyn_vouchernumber",
                "msdyn_accountingamount",
                "msdyn_accountexchangerate",
                "pinv_taxamount"
            ),
            PageInfo = new PagingInfo { Count = 5000, PageNumber = 1 },
        };
        query.Criteria.AddCondition("msdyn_transactiontypecode", ConditionOperator.Equal, BilledSales);
        for (var page = service.RetrieveMultiple(query); ; page = service.RetrieveMultiple(query))
        {
            foreach (var row in page.Entities)
            {
                yield return row;
            }

            if (!page.MoreRecords)
            {
                yield break;
            }

            query.PageInfo.PageNumber++;
            query.PageInfo.PagingCookie = page.PagingCookie;
        }
    }

    private static Guid InvoiceOf(Entity actual) => actual.GetAttributeValue<EntityReference>("msdyn_invoice")?.Id ?? Guid.Empty;

    private static BilledRow Billed(Entity row, string invoice) =>
        new(
            row.Id,
            invoice,
            row.GetAttributeValue<Money>("msdyn_amount").Value,
            row.GetAttributeValue<string>("msdyn_vouchernumber"),
            row.GetAttributeValue<Money>("msdyn_accountingamount")?.Value,
            row.GetAttributeValue<decimal?>("msdyn_accountexchangerate"),
            row.GetAttributeValue<Money>("pinv_taxamount")?.Value
        );

    private IEnumerable<WorkRow> Unfinished() =>
        new[] { ("Messages", "message"), ("PendingRows", "row"), ("Postings", "posting") }
            .SelectMany(table =>
                Rows(
                    connectorFile,
                    string.Create(CultureInfo.InvariantCulture, $"SELECT Sequence, ErrorText, NotBefore, State FROM {table.Item1} WHERE State <> {Done}"),
                    row => new WorkRow($"{table.Item2} {row.GetInt64(0)}", Text(row, 1), Time(row, 2), row.GetInt64(3) > Done)
                )
            )
            .Concat(
                Finance(
                    "SELECT Sequence, LastError, NextAttempt FROM CallbackPart WHERE Status <> 'Sent'",
                    row => new WorkRow($"callback {row.GetInt64(0)}", Text(row, 1), Time(row, 2), false)
                )
            );

    private List<T> Finance<T>(string sql, Func<DbDataReader, T> read) => Rows(financeFile, sql, read);

    private static List<T> Rows<T>(string file, string sql, Func<DbDataReader, T> read)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static decimal Number(DbDataReader row, int column) =>
        row.IsDBNull(column) ? 0m : decimal.Parse(row.GetString(column), CultureInfo.InvariantCulture);

    private static Guid Id(DbDataReader row, int column) => Guid.Parse(row.GetString(column));

    private static DateTime? Time(DbDataReader row, int column) => Text(row, column) is { } text ? DateTime.Parse(text, CultureInfo.InvariantCulture) : null;
}
