using CsCheck;
using InvoicePlugins.Billing;
using InvoicePlugins.Checks;
using InvoicePlugins.Dataverse.Tables;

namespace Plugins.Tests.Properties;

/// <summary>What holds for every invoice, whatever its details, in what order, in which currency.</summary>
[TestClass]
internal sealed class When_any_invoice_is_confirmed
{
    private static readonly int Few = Cases.Or(1_000);

    [TestMethod]
    public void Nothing_forbids_it() =>
        RandomInvoice.Generator.Sample(invoice => Assert.AreEqual("", string.Join("\n", ConfirmationCheck.Of(invoice.Facts, null))), iter: Few);

    [TestMethod]
    public void Nothing_unbilled_is_left_of_what_a_detail_billed() =>
        RandomInvoice.Generator.Sample(
            invoice =>
            {
                var plan = invoice.Plan();
                for (var index = 0; index < invoice.Details.Count; index++)
                {
                    var unbilled = Rows(plan.Details[index], TransactionType.UnbilledSales);
                    if (invoice.Facts.Details[index].Original is { } original)
                    {
                        unbilled.Add(original);
                    }

                    Assert.AreEqual(0, unbilled.Sum(row => row.Quantity));
                    Assert.AreEqual(0, unbilled.Sum(row => row.NetAmount));
                    Assert.AreEqual(0, unbilled.Sum(row => row.TaxAmount ?? 0));
                }
            },
            iter: Few
        );

    [TestMethod]
    public void The_total_of_the_invoice_is_the_sum_of_its_chargeable_billed_sales_with_their_tax() =>
        RandomInvoice.Generator.Sample(
            invoice =>
            {
                var billed = invoice
                    .Plan()
                    .Details.SelectMany(rows => Rows(rows, TransactionType.BilledSales))
                    .Where(row => row.BillingType == BillingType.Chargeable)
                    .ToList();
                var expected = invoice
                    .Details.Where(detail => (detail.Origin == DetailOrigin.Taken ? detail.BilledType : detail.BillingType) == BillingType.Chargeable)
                    .Sum(detail => detail.Origin == DetailOrigin.Taken ? detail.BilledAmount + detail.BilledTax : detail.Amount + detail.Tax);

                Assert.AreEqual(expected, billed.Sum(row => row.NetAmount + (row.TaxAmount ?? 0)));
                var totals = InvoiceTotals.Of(invoice.Facts, invoice.Plan());
                Assert.AreEqual(expected, totals.ChargeableAmount + totals.ChargeableTax);
            },
            iter: Few
        );

    [TestMethod]
    public void No_cent_is_lost_when_a_detail_is_reduced() =>
        RandomInvoice.Generator.Sample(
            invoice =>
            {
                var plan = invoice.Plan();
                for (var index = 0; index < invoice.Details.Count; index++)
                {
                    var detail = invoice.Details[index];
                    if (
                        detail is { Origin: DetailOrigin.Taken, Edit: DetailEdit.Quantity or DetailEdit.Zero }
                        && Math.Abs(detail.BilledQuantity) <= Math.Abs(detail.Quantity)
                    )
                    {
                        var billed = Rows(plan.Details[index], TransactionType.BilledSales);
                        Assert.AreEqual(detail.Quantity, billed.Sum(row => row.Quantity));
                        Assert.AreEqual(detail.Amount, billed.Sum(row => row.NetAmount));
                        Assert.AreEqual(detail.Tax, billed.Sum(row => row.TaxAmount ?? 0));
                    }
                }
            },
            iter: Few
        );

    [TestMethod]
    public void The_order_of_the_details_changes_nothing() =>
        Gen.Select(RandomInvoice.Generator, Gen.Int[0, int.MaxValue - 1])
            .Sample(
                (invoice, seed) =>
                {
                    var shuffled = invoice.Facts.Details.OrderBy(detail => HashCode.Combine(seed, detail.Row.Id)).ToList();
                    var other = RandomInvoice.PlanOf(invoice.Facts with { Details = shuffled });

                    Assert.AreEqual(InWords(invoice.Plan()), InWords(other));
                    var totals = InvoiceTotals.Of(invoice.Facts, invoice.Plan());
                    var otherTotals = InvoiceTotals.Of(invoice.Facts with { Details = shuffled }, other);
                    Assert.AreEqual(Sums(totals), Sums(otherTotals));
                    CollectionAssert.AreEqual(totals.Lines.ToList(), otherTotals.Lines.ToList());
                    CollectionAssert.AreEqual(totals.Companies!.ToList(), otherTotals.Companies!.ToList());
                },
                iter: Few / 4
            );

    [TestMethod]
    public void Every_row_has_an_id_of_its_own() =>
        RandomInvoice.Generator.Sample(
            invoice =>
            {
                var rows = invoice
                    .Plan()
                    .Details.SelectMany(detail => detail.Actuals.Concat(detail.Connections).Concat(detail.Origins))
                    .Select(row => row.Id)
                    .ToList();
                Assert.HasCount(rows.Count, rows.Distinct());
            },
            iter: Few / 4
        );

    private static List<Actual> Rows(DetailBilling rows, TransactionType type) =>
        [.. rows.Actuals.Select(row => new Actual(row)).Where(row => row.Type == type)];

    private static string InWords(BillingPlan plan) =>
        string.Join(
            "\n",
            plan.Details.SelectMany(detail => detail.Actuals.Concat(detail.Connections).Concat(detail.Origins).Concat(detail.Changes))
                .Select(row =>
                    row.Id
                    + " "
                    + string.Join(
                        ", ",
                        row.Attributes.OrderBy(column => column.Key, StringComparer.Ordinal)
                            .Select(column => column.Key + "=" + Rules.Outcome.ValueOf(column.Value))
                    )
                )
                .OrderBy(line => line, StringComparer.Ordinal)
        );

    // Lists are equal only where they are the same.
    private static InvoiceTotals Sums(InvoiceTotals totals) => totals with { Lines = InvoiceTotals.Zero.Lines, Companies = null };
}
