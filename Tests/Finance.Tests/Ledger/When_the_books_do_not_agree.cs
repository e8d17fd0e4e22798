using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Ledger;

/// <summary>Finance itself leaves no difference behind, so that somebody writes into its tables here.</summary>
[TestClass]
public sealed class When_the_books_do_not_agree
{
    private const string Invoiced = "Voucher\" LIKE 'INV-V-%1' AND \"PostingType";

    /// <summary>A change of one number or text, its reversal, and what is said about it.</summary>
    private static readonly Spoiling[] Spoilings =
    [
        Added(
            "LedgerEntry",
            "Amount",
            $"\"{Invoiced}\" = 'Customer balance'",
            "USPM INV-V-000001: entries against zero: off by 1, in accounting currency 0, in reporting currency 0.",
            "customer subledger against customer balance: off by -1,"
        ),
        Added(
            "LedgerEntry",
            "AccountingAmount",
            $"\"{Invoiced}\" = 'Project - invoiced revenue'",
            "entries against zero: off by 0, in accounting currency 1,",
            "INV-V-000001 411100 Department=024: billed sales against revenue: off by 0, in accounting currency 1, in reporting currency 0."
        ),
        Added("LedgerEntry", "ReportingAmount", $"\"{Invoiced}\" = 'Sales tax'", "in reporting currency 1.", "sales tax transactions against sales tax booked"),
        Added(
            "CustomerTransaction",
            "Amount",
            "\"Voucher\" = 'INV-V-000001'",
            "customer transactions against their parts: off by 1,",
            "invoices against customer transactions: off by -1,"
        ),
        Added(
            "CustomerBalance",
            "AccountingAmount",
            "\"Voucher\" = 'INV-V-000001'",
            "INV-V-000001 130100: customer subledger against customer balance: off by 0, in accounting currency 1,",
            "customer transactions against their parts"
        ),
        Added(
            "PostedInvoice",
            "InvoiceAmountAccounting",
            "\"LedgerVoucher\" = 'INV-V-000001'",
            "invoices against customer transactions: off by 0, in accounting currency 1,"
        ),
        Added(
            "SalesTaxTransaction",
            "TaxAmount",
            "\"Voucher\" = 'INV-V-000001' AND \"ActualId\" IN (SELECT \"ActualId\" FROM \"ProjectTransaction\" WHERE \"TransactionType\" <> 'OnAccount')",
            "sales tax transactions against sales tax booked: off by",
            "sales tax of the lines against sales tax transactions: off by -1,"
        ),
        Added(
            "ProjectTransaction",
            "SalesTaxAmount",
            "\"Kind\" = 'BilledSales' AND \"Voucher\" = 'INV-V-000001' AND \"TransactionType\" <> 'OnAccount'",
            "sales tax of the lines against sales tax transactions: off by 1,",
            "INV-V-000001: sales tax of the invoices against sales tax of their lines: off by -1,"
        ),
        Added(
            "PostedInvoice",
            "SumTax",
            "\"LedgerVoucher\" = 'INV-V-000002'",
            "INV-V-000002: sales tax of the invoices against sales tax of their lines: off by 1,"
        ),
        Added(
            "ProjectTransaction",
            "ReportingAmount",
            "\"Kind\" = 'BilledSales' AND \"Voucher\" = 'INV-V-000001' AND \"TransactionType\" <> 'OnAccount'",
            "billed sales against revenue: off by 0, in accounting currency 0, in reporting currency 1."
        ),
        Added(
            "ProjectTransaction",
            "Amount",
            "\"TransactionType\" = 'OnAccount' AND \"Voucher\" = 'INV-V-000001'",
            "billed sales against revenue",
            "on-account transactions against on-account balances: off by 1,"
        ),
        Added("ProjectTransaction", "AccountingAmount", "\"Kind\" = 'Cost'", "cost against cost booked: off by 0, in accounting currency 1,"),
        Added(
            "ProjectTransaction",
            "Amount",
            "\"Kind\" = 'Sales' AND \"InvoiceProposalId\" IS NULL",
            "accrued and not invoiced against WIP - sales value: off by 1,",
            "accrued and not invoiced against accrued revenue: off by 1,"
        ),
        Set(
            "ProjectTransaction",
            "Dimensions",
            "Department=024",
            "Department=025",
            "\"Kind\" = 'Cost'",
            "Department=024 GBP: cost against cost booked: off by -",
            "Department=025 GBP: cost against cost booked: off by"
        ),
        Set(
            "CustomerBalance",
            "MainAccount",
            "130100",
            "130199",
            "\"Voucher\" = 'INV-V-000001'",
            "INV-V-000001 130199: customer subledger against customer balance",
            "INV-V-000001 130100: customer subledger against customer balance"
        ),
        Set(
            "ProjectTransaction",
            "InvoiceProposalId",
            null,
            "PF-9",
            "\"Kind\" = 'Sales'",
            "accrued and not invoiced against WIP - sales value: off by -7,",
            "accrued and not invoiced against accrued revenue: off by -7,",
            "161300 Department=024 GBP: billed or reversed, and not nothing: off by 7,",
            "420200 Department=024 GBP: billed or reversed, and not nothing: off by -7,"
        ),
        Set("LedgerVoucher", "Voucher", "INV-V-000001", "INV-V-000009", string.Empty, "USPM INV-V-000001: booked but not registered as a voucher."),
        Set(
            "PostedInvoice",
            "ProjInvoiceId",
            "INV-000002",
            "lost",
            string.Empty,
            "USPM INV-000003: customer invoice numbers have a gap between INV-000001 and INV-000003."
        ),
        Set(
            "PostedInvoice",
            "ProjInvoiceId",
            "INV-000003",
            "lost",
            string.Empty,
            "USPM INV-000004: customer invoice numbers have a gap between INV-000002 and INV-000004."
        ),
    ];

    /// <summary>Changes that leave every sum over an account as it is: only what is left of a single actual or retainer tells.</summary>
    private static readonly Spoiling[] SpoilingsOfActuals =
    [
        Moved(
            "more U",
            "other U",
            "\"PostingType\" = 'Project - WIP - sales value' AND \"InvoiceProposalId\" IS NULL",
            Left("more U", "161300", "off by -100, in accounting currency -125, in reporting currency -115."),
            Left("other U", "161300", "off by 100, in accounting currency 125, in reporting currency 115.")
        ),
        Moved("more U", "accrued", "\"PostingType\" = 'Project - accrued revenue' AND \"InvoiceProposalId\" IS NULL", Left("more U", "420200", "off by 100,")),
        Moved("edited U0 reversed", "accrued", "\"PostingType\" = 'Project - WIP - sales value'", Left("edited U0", "161300", "off by 40,")),
        Moved("second credit", "third B", "\"PostingType\" = 'Project - invoiced revenue - on-account'", Left("second B", "411200", "off by -30,")),
        Moved(
            "used B",
            "third B",
            "\"PostingType\" = 'Project - invoiced revenue - on-account'",
            "411200 GBP: on account of a retainer of which nothing is left, and not nothing: off by -60, in accounting currency -75, in reporting currency -69."
        ),
        Added(
            "LedgerEntry",
            "ReportingAmount",
            $"\"ActualId\" = '{Stored("refund B")}' AND \"PostingType\" = 'Project - invoiced revenue - on-account'",
            "entries against zero",
            "billed sales against revenue",
            "on-account transactions against on-account balances",
            "411200 GBP: on account of a retainer of which nothing is left, and not nothing: off by 0, in accounting currency 0, in reporting currency 1."
        ),
        Added(
            "SalesTaxTransaction",
            "TaxAmount",
            $"\"ActualId\" = '{Stored("used B")}'",
            "sales tax transactions against sales tax booked",
            "sales tax of the lines against sales tax transactions",
            "202200 GBP: sales tax of a retainer of which nothing is left, and not nothing: off by 1,"
        ),
        Added(
            "SalesTaxTransaction",
            "AccountingTaxAmount",
            $"\"ActualId\" = '{Stored("second credit")}'",
            "sales tax transactions against sales tax booked",
            $"USPM actual {FinanceSample.Id("second B")} 202200 GBP: sales tax of what is credited, and not nothing: off by 0, in accounting currency 1,"
        ),
    ];

    [TestMethod]
    public async Task What_is_left_of_a_single_actual_or_retainer_that_was_taken_back_is_named_and_nothing_else_is()
    {
        await using var host = await FinanceHost.StartAsync(FinanceSample.RetainerArgument);
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await new TestInvoice("PF-1").Milestone("second", 30m).Milestone("third", 40m).Retainer("advance", 100m).PostAsync(host);
        await new TestInvoice("PF-2").Line("more", 100m).Line("other", 100m).Edited("edited", 4, 3, 10, 10).Retainer("used", -60m).PostAsync(host);
        await new TestInvoice("PF-3").CreditOnAccount("second", 30m).Retainer("refund", -40m).PostAsync(host);
        (await host.SendRowsAsync("ProjActualsImports", [FinanceSample.Actual("accrued", "Sales", 7m)])).Ok();
        await TestInvoice.ReadyAsync(host);
        await FoundAsync(host, SpoilingsOfActuals);
    }

    [TestMethod]
    public async Task Each_difference_is_named_with_its_place_and_nothing_else_is()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await new TestInvoice("PF-1").Line("work", 100m).Milestone("milestone", 50m).Cost("work", 20m).PostAsync(host);
        await new TestInvoice("PF-2").Milestone("second", 30m).PostAsync(host);
        await new TestInvoice("PF-3").Milestone("third", 40m).PostAsync(host);
        (await host.SendRowsAsync("ProjActualsImports", [FinanceSample.Actual("accrued", "Sales", 7m)])).Ok();
        await TestInvoice.ReadyAsync(host);
        await FoundAsync(host, Spoilings);
    }

    private static async Task FoundAsync(FinanceHost host, Spoiling[] spoilings)
    {
        await host.BooksAgreeAsync();
        foreach (var spoiling in spoilings)
        {
            var spoiled = await WriteAsync(host, spoiling.Statement);
            var differences = (await host.GetAsync("/api/agreement")).Ok().Json["differences"]!.AsArray().Select(difference => (string)difference!).ToList();
            Assert.AreEqual(spoiled, await WriteAsync(host, spoiling.Reversal));
            Assert.AreEqual(1, spoiled, spoiling.Statement);
            foreach (var said in spoiling.Said)
            {
                Assert.IsTrue(
                    differences.Exists(difference => difference.Contains(said, StringComparison.Ordinal)),
                    $"{spoiling.Statement}\n{said}\n{string.Join('\n', differences)}"
                );
            }

            Assert.IsTrue(
                differences.TrueForAll(difference => Array.Exists(spoiling.Said, said => difference.Contains(said, StringComparison.Ordinal))),
                $"{spoiling.Statement}\n{string.Join('\n', differences)}"
            );
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

    private static Spoiling Moved(string actual, string to, string where, params string[] said) =>
        new(
            $"UPDATE \"LedgerEntry\" SET \"ActualId\" = '{Stored(to)}' WHERE \"ActualId\" = '{Stored(actual)}' AND {where}",
            $"UPDATE \"LedgerEntry\" SET \"ActualId\" = '{Stored(actual)}' WHERE \"Voucher\" = (SELECT MAX(\"Voucher\") FROM "
                + $"\"ProjectTransaction\" WHERE \"ActualId\" = '{Stored(actual)}') AND \"ActualId\" = '{Stored(to)}' AND {where}",
            said
        );

    private static string Left(string actual, string account, string off) =>
        $"USPM actual {FinanceSample.Id(actual)} {account} Department=024 GBP: billed or reversed, and not nothing: {off}";

    private static string Stored(string actual) => FinanceSample.Id(actual).ToString().ToUpperInvariant();

    private static Spoiling Added(string table, string column, string where, params string[] said) =>
        new(
            $"UPDATE \"{table}\" SET \"{column}\" = \"{column}\" + 1 WHERE {where}",
            $"UPDATE \"{table}\" SET \"{column}\" = \"{column}\" - 1 WHERE {where}",
            said
        );

    private static Spoiling Set(string table, string column, string? before, string after, string where, params string[] said)
    {
        var more = where.Length == 0 ? string.Empty : $" AND {where}";
        var was = before is null ? "NULL" : $"'{before}'";
        return new Spoiling(
            $"UPDATE \"{table}\" SET \"{column}\" = '{after}' WHERE \"{column}\" {(before is null ? "IS" : "=")} {was}{more}",
            $"UPDATE \"{table}\" SET \"{column}\" = {was} WHERE \"{column}\" = '{after}'{more}",
            said
        );
    }

    private sealed record Spoiling(string Statement, string Reversal, string[] Said);
}
