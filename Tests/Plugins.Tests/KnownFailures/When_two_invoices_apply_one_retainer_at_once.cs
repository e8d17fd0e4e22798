using System.ServiceModel;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;
using Plugins.Tests.Retainers;
using static Plugins.Tests.Lists;

namespace Plugins.Tests.KnownFailures;

[TestClass]
internal sealed class When_two_invoices_apply_one_retainer_at_once
{
    private readonly Site site = Site.New();

    [TestMethod]
    public void The_second_is_refused_behind_the_lock_if_together_they_apply_more_than_is_available()
    {
        var retainer = site.InvoicedRetainer(1000);
        var first = site.Draft("PF-1").With(8, 200).WithRetainer(retainer, RetainerAction.Apply, -700);
        var second = site.Draft("PF-2").With(8, 200).WithRetainer(retainer, RetainerAction.Apply, -700);
        ConfirmsAnother.Before(site, first.Id, second.Id);

        Assert.StartsWith($"{RetainerErrors.Exceeded.Code}: PF-2 ", Refusal.Of(() => second.Confirm()));

        Assert.AreEqual("Invoiced, 700.00 of 1000.00 used, -300.00 open as UnbilledSalesCreated", Books.Of(site, retainer));
        Assert.AreEqual(300, Books.Open(site));
        Assert.AreEqual(300, Books.Paid(site));
        Assert.AreEqual(0, site.MadeBy(second.Id).Count);
    }

    [TestMethod]
    public void Both_go_through_if_enough_is_available()
    {
        var retainer = site.InvoicedRetainer(1000);
        var first = site.Draft("PF-1").With(8, 200).WithRetainer(retainer, RetainerAction.Apply, -700);
        var second = site.Draft("PF-2").With(8, 200).WithRetainer(retainer, RetainerAction.Apply, -300);
        ConfirmsAnother.Before(site, first.Id, second.Id);

        second.Confirm();

        Assert.AreEqual("Used, 1000.00 of 1000.00 used, nothing open", Books.Of(site, retainer));
    }

    [TestMethod]
    public void Of_many_that_start_together_only_as_many_go_through_as_the_retainer_pays_for()
    {
        var retainer = site.InvoicedRetainer(1000);
        var drafts = Enumerable
            .Range(1, 8)
            .Select(number => site.Draft("PF-" + number).With(8, 200).WithRetainer(retainer, RetainerAction.Apply, -300))
            .ToList();
        using var start = new ManualResetEventSlim();

        var confirmations = drafts
            .Select(draft =>
                Task.Factory.StartNew(
                    () =>
                    {
                        start.Wait();
                        try
                        {
                            draft.Confirm();
                            return "";
                        }
                        catch (FaultException<OrganizationServiceFault> refused)
                        {
                            return CodeOf(refused.Detail.Message);
                        }
                    },
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
            )
            .ToArray();
        start.Set();
        Task.WaitAll(confirmations);

        Assert.AreEqual(3, confirmations.Count(confirmation => confirmation.Result.Length == 0));
        Assert.IsTrue(confirmations.All(confirmation => confirmation.Result is "" || confirmation.Result == RetainerErrors.Exceeded.Code));
        Assert.AreEqual("Invoiced, 900.00 of 1000.00 used, -100.00 open as UnbilledSalesCreated", Books.Of(site, retainer));
        Assert.AreEqual(100, Books.Open(site));
    }
}
