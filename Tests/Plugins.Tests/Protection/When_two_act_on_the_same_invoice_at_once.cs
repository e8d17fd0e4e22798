using System.ServiceModel;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Protection;

[TestClass]
internal sealed class When_two_act_on_the_same_invoice_at_once
{
    private readonly Site site = Site.New();

    [TestMethod]
    public void A_detail_is_not_added_to_an_invoice_that_is_deleted()
    {
        var invoice = site.Draft();
        Meanwhile.Before(site, "Create", "msdyn_invoicelinetransaction", () => site.Manager.Delete("invoice", invoice.Id));

        Assert.StartsWith(
            $"{ProtectionErrors.InvoiceGone.Code}: ",
            Refusal.Of(() =>
                site.Manager.Create(
                    new Entity("msdyn_invoicelinetransaction")
                    {
                        ["msdyn_description"] = "late",
                        ["msdyn_invoice"] = new EntityReference("invoice", invoice.Id),
                        ["msdyn_documentdate"] = new DateTime(2026, 9, 14),
                        ["msdyn_startdatetime"] = new DateTime(2026, 9, 14),
                        ["msdyn_enddatetime"] = new DateTime(2026, 9, 14),
                    }
                )
            )
        );
    }

    [TestMethod]
    public void A_confirmation_bills_what_was_edited_before_its_transaction()
    {
        var invoice = site.Draft().With(8, 200);
        Meanwhile.Before(
            site,
            "Update",
            "invoice",
            () =>
                site.Manager.Update(
                    new Entity("msdyn_invoicelinetransaction", invoice.Details[0]) { ["msdyn_quantity"] = 10m, ["msdyn_amount"] = new Money(2000) }
                )
        );

        invoice.Confirm();

        Assert.AreEqual(2000m, site.MadeBy(invoice.Id).Single(row => row.Type == TransactionType.BilledSales).NetAmount);
    }

    [TestMethod]
    public void An_original_that_another_invoice_bills_is_not_billed_again()
    {
        var first = site.Draft("PF-1").With(8, 200);
        var second = site.Draft("PF-2").AddedByHand(8, 200, BillingMethod.TimeAndMaterial);
        Connect(second.Details[0], first.Originals[0]);
        Meanwhile.Before(site, "Update", "invoice", () => site.Confirm(first.Id));

        Assert.StartsWith($"{ConfirmationErrors.OriginalAlreadyBilled.Code}: PF-2 line 1", Refusal.Of(() => site.Confirm(second.Id)));
        Assert.AreEqual(0, site.MadeBy(second.Id).Count);
        Assert.AreEqual(2, site.MadeBy(first.Id).Count);
    }

    /// <summary>Real threads: whichever comes first, what is billed is what the invoice says, and everybody else is told.</summary>
    [TestMethod]
    public void Threads_that_confirm_edit_and_delete_leave_one_truth()
    {
        for (var round = 0; round < 10; round++)
        {
            var invoice = site.Draft($"PF-{round}").With(8, 200);
            var answers = InParallel(
                () => site.Confirm(invoice.Id),
                () => site.Confirm(invoice.Id),
                () =>
                    site.Manager.Update(
                        new Entity("msdyn_invoicelinetransaction", invoice.Details[0]) { ["msdyn_quantity"] = 6m, ["msdyn_amount"] = new Money(1200) }
                    ),
                () => site.Manager.Delete("invoicedetail", invoice.FixedPriceLine),
                () => site.Manager.Delete("invoice", invoice.Id)
            );

            var kept = site.All("invoice").SingleOrDefault(row => row.Id == invoice.Id);
            Assert.IsTrue(answers.OfType<string>().All(IsClear), string.Join("\n", answers));
            if (kept is null)
            {
                Assert.IsNull(answers[4]);
                Assert.AreEqual(0, site.MadeBy(invoice.Id).Count);
                continue;
            }

            Assert.AreEqual(ProjectInvoiceStatus.Confirmed, new Invoice(kept).Status);
            Assert.AreEqual(1, answers.Take(2).Count(answer => answer is null));
            var billed = site.MadeBy(invoice.Id)
                .Where(row => row is { Type: TransactionType.BilledSales, BillingType: BillingType.Chargeable })
                .Sum(row => row.NetAmount);
            Assert.AreEqual(site.Read("msdyn_invoicelinetransaction", invoice.Details[0]).GetAttributeValue<Money>("msdyn_amount").Value, billed);
            Assert.AreEqual(answers[3] is null, site.All("invoicedetail").All(row => row.Id != invoice.FixedPriceLine));
        }
    }

    [TestMethod]
    public void Threads_that_bill_one_original_on_two_invoices_bill_it_once()
    {
        for (var round = 0; round < 10; round++)
        {
            var first = site.Draft($"PF-{round}-1").With(8, 200);
            var second = site.Draft($"PF-{round}-2").AddedByHand(8, 200, BillingMethod.TimeAndMaterial);
            Connect(second.Details[0], first.Originals[0]);

            var answers = InParallel(() => site.Confirm(first.Id), () => site.Confirm(second.Id));

            Assert.AreEqual(1, answers.Count(answer => answer is null), string.Join("\n", answers));
            Assert.IsTrue(answers.OfType<string>().All(IsClear), string.Join("\n", answers));
            Assert.AreEqual(2, site.MadeBy(first.Id).Count + site.MadeBy(second.Id).Count);
        }
    }

    // The platform itself answers whoever names a row that is gone, before any step of ours.
    private static bool IsClear(string answer) =>
        answer.StartsWith("PINV", StringComparison.Ordinal) || answer.EndsWith("Does Not Exist", StringComparison.Ordinal);

    private static string?[] InParallel(params Action[] actions)
    {
        var answers = new string?[actions.Length];
        using var start = new Barrier(actions.Length);
        var threads = actions
            .Select(
                (action, number) =>
                    new Thread(() =>
                    {
                        start.SignalAndWait();
                        try
                        {
                            action();
                        }
                        catch (FaultException<OrganizationServiceFault> refused)
                        {
                            answers[number] = refused.Detail.Message;
                        }
                    })
            )
            .ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return answers;
    }

    private void Connect(Guid detail, Guid original) =>
        site.Loader.Create(
            new Entity("msdyn_transactionconnection")
            {
                ["msdyn_name"] = "Billed Sales - Unbilled Sales",
                ["msdyn_transaction1"] = detail.ToString("d"),
                ["msdyn_transaction1role"] = "Billed Sales",
                ["msdyn_transaction1type"] = "msdyn_invoicelinetransaction",
                ["msdyn_transaction2"] = original.ToString("d"),
                ["msdyn_transaction2role"] = "Unbilled Sales",
                ["msdyn_transaction2type"] = "msdyn_actual",
            }
        );
}
