using System.Globalization;
using System.Text.Json.Nodes;

namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>Reads the ledger as lines that are easy to compare, and everything that is stored as one text.</summary>
internal static class Books
{
    public static readonly string[] Sets =
    [
        "ProjActualsImports",
        "ProjTransactionRelationships",
        "ProjectContractLineMilestones",
        "ProjInvoiceProposals",
        "ProjInvoiceProposalLines",
        "ProjOnAccountTransactions",
        "ProjIntegrationJournals",
        "ProjIntegrationJournalLines",
        "GeneralJournalAccountEntries",
        "ProjInvoices",
        "ProjTransactions",
        "CustTransactions",
    ];

    /// <summary>The entries of a proposal's voucher as "posting type|amount|accounting|reporting", in their order.</summary>
    public static async Task<List<string>> OfInvoiceAsync(FinanceHost host, string proposal) =>
        (await host.RowsAsync("GeneralJournalAccountEntries", $"$filter=InvoiceProposalId eq '{proposal}'&$orderby=LineNumber")).ConvertAll(Entry);

    public static async Task<List<string>> OfJournalsAsync(FinanceHost host) =>
        (await host.RowsAsync("GeneralJournalAccountEntries", "$filter=InvoiceProposalId eq null&$orderby=Voucher,LineNumber")).ConvertAll(Entry);

    /// <summary>Every row of every set.</summary>
    public static async Task<string> EverythingAsync(FinanceHost host)
    {
        var rows = new List<string>();
        foreach (var set in Sets)
        {
            rows.AddRange((await host.RowsAsync(set)).Select(row => $"{set} {row.ToJsonString()}"));
        }

        return string.Join('\n', rows);
    }

    public static string Number(JsonNode? value) => ((decimal)value!).ToString("0.######", CultureInfo.InvariantCulture);

    private static string Entry(JsonNode row) =>
        string.Join('|', row["PostingType"], Number(row["Amount"]), Number(row["AccountingAmount"]), Number(row["ReportingAmount"]));
}
