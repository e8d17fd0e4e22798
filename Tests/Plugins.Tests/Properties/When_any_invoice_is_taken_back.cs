using CsCheck;
using InvoicePlugins.Dataverse.Tables;
using Plugins.Tests.Environment;
using Plugins.Tests.Retainers;
using Plugins.Tests.Revision;

namespace Plugins.Tests.Properties;

/// <summary>Confirmed as it was recorded, revised to zero, confirmed again: everything is billable as before.</summary>
[TestClass]
internal sealed class When_any_invoice_is_taken_back
{
    private static readonly string[] Copied =
    [
        "msdyn_quantity",
        "msdyn_price",
        "msdyn_amount",
        "pinv_taxamount",
        "msdyn_billingtype",
        "msdyn_transactionclassification",
        "msdyn_description",
        "msdyn_project",
        "msdyn_salescontract",
        "msdyn_salescontractlineid",
        "msdyn_projectcontractsplitbillingrule",
        "msdyn_accountcustomer",
        "msdyn_documentdate",
        "msdyn_startdatetime",
        "msdyn_enddatetime",
        "transactioncurrencyid",
    ];

    private static readonly Gen<List<RandomDetail>> Invoices = RandomDetail.Generator(2).List[1, 6];

    [TestMethod]
    public void Everything_is_billable_as_before() =>
        Gen.Select(Invoices, Gen.Int[0, 3], Gen.Int[0, 1])
            .Sample(
                (details, milestones, retainers) =>
                {
                    var site = Site.New();
                    var draft = site.Draft();
                    foreach (var detail in details)
                    {
                        draft.With(
                            detail.Quantity,
                            decimal.Round(detail.Price, 4, MidpointRounding.AwayFromZero),
                            detail.Class,
                            detail.BillingType,
                            detail.Tax
                        );
                    }

                    for (var number = 1; number <= milestones; number++)
                    {
                        draft.WithMilestone(1000 * number);
                    }

                    var retainer = site.Retainer(750);
                    if (retainers > 0)
                    {
                        draft.WithRetainer(retainer, RetainerAction.Invoice, 750);
                    }

                    var before = Billable(site, BillingStatus.CustomerInvoiceCreated);
                    draft.Confirm();

                    CorrectiveDraft.Of(site, draft.Id).Confirm();

                    Assert.AreEqual(before, Billable(site, BillingStatus.UnbilledSalesCreated));
                    Assert.AreEqual(
                        0,
                        site.All("msdyn_actual")
                            .Select(row => new Actual(row))
                            .Where(row => row.Type == TransactionType.BilledSales)
                            .Sum(row => row.NetAmount + (row.TaxAmount ?? 0))
                    );
                    Assert.IsTrue(
                        draft.Milestones.All(id => new Milestone(site.Read("msdyn_contractlinescheduleofvalue", id)).Status == MilestoneStatus.Ready)
                    );
                    Assert.AreEqual("Open, 0.00 of 750.00 used, nothing open", Books.Of(site, retainer));
                },
                iter: Cases.Or(20),
                threads: 1
            );

    private static string Billable(Site site, BillingStatus status) =>
        string.Join(
            "\n",
            site.All("msdyn_actual")
                .Where(row => new Actual(row) is { Type: TransactionType.UnbilledSales, AdjustmentStatus: null } actual && actual.BillingStatus == status)
                .Select(row => string.Join(", ", Copied.Select(column => column + "=" + Rules.Outcome.ValueOf(row.GetAttributeValue<object>(column)))))
                .OrderBy(line => line, StringComparer.Ordinal)
        );
}
