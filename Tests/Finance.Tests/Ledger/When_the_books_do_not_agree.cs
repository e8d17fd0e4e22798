using Finance.Storage;
using Finance.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Finance.Tests.Ledger;

/// <summary>Finance itself leaves no difference behind, so that somebody writes into its tables here.</summary>
[TestClass]
public sealed class When_the_books_do_not_agree
{
    private const string Invoiced = "Voucher\" LIKE 'INV-V-%1' AND \"PostingType";

    /// <summary>A change of one number or text, its reversal, and what is said about it.</summary>
    private static readonly Spoiling[] Spoilings =
    [
        Added("LedgerEntry", "Amount", $"\"{Invoiced}\" = 'Customer balance'", "USPM INV-V-000001: entries against zero: off by 1, in accounting currency 0, in reporting currency 0.", "customer subledger against customer balance: off by -1,"),
        Added("LedgerEntry", "AccountingAmount", $"\"{Invoiced}\" = 'Project - invoiced revenue'", "entries against zero: off by 0, in accounting currency 1,", "INV-V-000001 411100 Department=024: billed sales against revenue: off by 0, in accounting currency 1, in reporting currency 0."),
        Added("LedgerEntry", "ReportingAmount", $"\"{Invoiced}\" = 'Sales tax'", "in reporting currency 1.", "sales tax transactions against sales tax booked"),
        Added("CustomerTransaction", "Amount", "\"Voucher\" = 'INV-V-000001'", "customer transactions against their parts: off by 1,", "invoices against customer transactions: off by -1,"),
        Added("CustomerBalance", "AccountingAmount", "\"Voucher\" = 'INV-V-000001'", "INV-V-000001 130100: customer subledger against customer balance: off by 0, in accounting currency 1,", "customer transactions against their parts"),
        Added("PostedInvoice", "InvoiceAmountAccounting", "\"LedgerVoucher\" = 'INV-V-000001'", "invoices against customer transactions: off by 0, in accounting currency 1,"),
        Added("SalesTaxTransaction", "TaxAmount", "\"Voucher\" = 'INV-V-000001' AND \"ActualId\" IN (SELECT \"ActualId\" FROM \"ProjectTransaction\" WHERE \"TransactionType\" <> 'OnAccount')", "sales tax transactions against sales tax booked: off by", "sales tax of the lines against sales tax transactions: off by -1,"),
        Added("ProjectTransaction", "SalesTaxAmount", "\"Kind\" = 'BilledSales' AND \"Voucher\" = 'INV-V-000001' AND \"TransactionType\" <> 'OnAccount'", "sales tax of the lines against sales tax transactions: off by 1,"),
        Added("ProjectTransaction", "ReportingAmount", "\"Kind\" = 'BilledSales' AND \"Voucher\" = 'INV-V-000001' AND \"TransactionType\" <> 'OnAccount'", "billed sales against revenue: off by 0, in accounting currency 0, in reporting currency 1."),
        Added("ProjectTransaction", "Amount", "\"TransactionType\" = 'OnAccount' AND \"Voucher\" = 'INV-V-000001'", "billed sales against revenue", "on-account transactions against on-account balances: off by 1,"),
        Added("ProjectTransaction", "AccountingAmount", "\"Kind\" = 'Cost'", "cost against cost booked: off by 0, in accounting currency 1,"),
        Added("ProjectTransaction", "Amount", "\"Kind\" = 'Sales' AND \"InvoiceProposalId\" IS NULL", "accrued and not invoiced against WIP - sales value: off by 1,", "accrued and not invoiced against accrued revenue: off by 1,"),
        Set("ProjectTransaction", "Dimensions", "Department=024", "Department=025", "\"Kind\" = 'Cost'", "Department=024 GBP: cost against cost booked: off by -", "Department=025 GBP: cost against cost booked: off by"),
        Set("CustomerBalance", "MainAccount", "130100", "130199", "\"Voucher\" = 'INV-V-000001'", "INV-V-000001 130199: customer subledger against customer balance", "INV-V-000001 130100: customer subledger against customer balance"),
        Set("ProjectTransaction", "InvoiceProposalId", null, "PF-9", "\"Kind\" = 'Sales'", "accrued and not invoiced against WIP - sales value: off by -7,", "accrued and not invoiced against accrued revenue: off by -7,"),
        Set("LedgerVoucher", "Voucher", "INV-V-000001", "INV-V-000009", string.Empty, "USPM INV-V-000001: booked but not registered as a voucher."),
        Set("PostedInvoice", "ProjInvoiceId", "INV-000002", "lost", string.Empty, "USPM INV-000003: customer invoice numbers have a gap between INV-000001 and INV-000003."),
        Set("PostedInvoice", "ProjInvoiceId", "INV-000003", "lost", string.Empty, "USPM INV-000004: customer invoice numbers have a gap between INV-000002 and INV-000004."),
    ];

    [TestMethod]
    public async Task Each_difference_is_named_with_its_place_and_nothing_else_is()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetUpAsync(FinanceSample.SetUp())).Ok();
        await new TestInvoice("PF-1").Line("work", 100m).Milestone("milestone", 50m).Cost("work", 20m).PostAsync(host);
        await new TestInvoice("PF-2").Milestone("second", 30m).PostAsync(host);
        await new TestInvoice("PF-3").Milestone("third", 40m).PostAsync(host);
        (await host.SendRowsAsync("ProjActualsImports", [FinanceSample.Actual("accrued", "Sales", 7m)])).Ok();
        await TestInvoice.ReadyAsync(host);
        await host.BooksAgreeAsync();
        foreach (var spoiling in Spoilings)
        {
            var spoiled = await WriteAsync(host, spoiling.Statement);
            var differences = (await host.GetAsync("/api/agreement")).Ok().Json["differences"]!.AsArray().Select(difference => (string)difference!).ToList();
            Assert.AreEqual(spoiled, await WriteAsync(host, spoiling.Reversal));
            Assert.AreEqual(1, spoiled, spoiling.Statement);
            foreach (var said in spoiling.Said)
            {
                Assert.IsTrue(differences.Exists(difference => difference.Contains(said, StringComparison.Ordinal)), $"{spoiling.Statement}\n{said}\n{string.Join('\n', differences)}");
            }

            Assert.IsTrue(differences.TrueForAll(difference => Array.Exists(spoiling.Said, said => difference.Contains(said, StringComparison.Ordinal))), $"{spoiling.Statement}\n{string.Join('\n', differences)}");
            await host.BooksAgreeAsync();
        }
    }

    private static async Task<int> WriteAsync(FinanceHost host, string statement)
    {
        await using var session = await host.Services.GetRequiredService<FinanceDatabase>().BeginAsync(CancellationToken.None);
        var rows = await session.Context.Database.ExecuteSqlRawAsync(statement);
        await session.CommitAsync(CancellationToken.None);
        return rows;
    }

    private static Spoiling Added(string table, string column, string where, params string[] said) => new(
        $"UPDATE \"{table}\" SET \"{column}\" = \"{column}\" + 1 WHERE {where}", $"UPDATE \"{table}\" SET \"{column}\" = \"{column}\" - 1 WHERE {where}", said);

    private static Spoiling Set(string table, string column, string? before, string after, string where, params string[] said)
    {
        var more = where.Length == 0 ? string.Empty : $" AND {where}";
        var was = before is null ? "NULL" : $"'{before}'";
        return new Spoiling(
            $"UPDATE \"{table}\" SET \"{column}\" = '{after}' WHERE \"{column}\" {(before is null ? "IS" : "=")} {was}{more}", $"UPDATE \"{table}\" SET \"{column}\" = {was} WHERE \"{column}\" = '{after}'{more}", said);
    }

    private sealed record Spoiling(string Statement, string Reversal, string[] Said);
}
