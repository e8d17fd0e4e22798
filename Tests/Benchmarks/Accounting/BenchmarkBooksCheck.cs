using System.Text.Json.Nodes;

namespace Benchmarks.Accounting;

/// <summary>A figure for something that went wrong would mislead: everything has to be posted, and once.</summary>
internal static class BenchmarkBooksCheck
{
    public static async Task RequireAgreementAsync(FinanceClient client, CancellationToken cancellation)
    {
        var differences = (await client.GetAsync("/api/agreement", cancellation))["differences"]!.AsArray();
        if (differences.Count > 0)
        {
            throw new InvalidOperationException($"The books do not agree: {differences[0]}");
        }
    }

    public static async Task RequirePostedAsync(FinanceClient client, BenchmarkInvoice invoice, CancellationToken cancellation)
    {
        var invoices = await RowsAsync(client, $"ProjInvoices?cross-company=true&$filter=InvoiceProposalId eq '{invoice.Proposal}'", cancellation);
        var staged = await CountAsync(
            client,
            $"ProjActualsImports/$count?cross-company=true&$filter=InvoiceProposalId eq '{invoice.Proposal}' and VoucherNumber ne null",
            cancellation
        );
        var entries = await CountAsync(
            client,
            $"GeneralJournalAccountEntries/$count?cross-company=true&$filter=InvoiceProposalId eq '{invoice.Proposal}' and PostingType eq "
                + "'Project - invoiced revenue'",
            cancellation
        );
        if (invoices.Count != 1 || staged != invoice.Lines || entries != invoice.Charged)
        {
            throw new InvalidOperationException(
                $"{invoice.Proposal}: {invoices.Count} invoices, {staged} of {invoice.Lines} rows written back, {entries} of {invoice.Charged} "
                    + "lines in the ledger."
            );
        }
    }

    /// <summary>The customer invoice numbers, in order.</summary>
    public static async Task<List<string>> NumbersAsync(FinanceClient client, CancellationToken cancellation) =>
        [.. (await RowsAsync(client, "ProjInvoices?cross-company=true&$orderby=ProjInvoiceId", cancellation)).Select(row => (string)row!["ProjInvoiceId"]!)];

    public static async Task<List<string>> DraftJournalsAsync(FinanceClient client, CancellationToken cancellation) =>
        [
            .. (await RowsAsync(client, "ProjIntegrationJournals?cross-company=true&$orderby=JournalId", cancellation))
                .Where(row => (string?)row!["Status"] != "Posted")
                .Select(row => (string)row!["JournalId"]!),
        ];

    public static async Task<int> CountAsync(FinanceClient client, string path, CancellationToken cancellation) =>
        (await client.GetAsync("/data/" + path, cancellation)).GetValue<int>();

    private static async Task<JsonArray> RowsAsync(FinanceClient client, string path, CancellationToken cancellation) =>
        (await client.GetAsync("/data/" + path, cancellation))["value"]!.AsArray();
}
