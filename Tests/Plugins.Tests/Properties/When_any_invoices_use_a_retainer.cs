using System.ServiceModel;
using CsCheck;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;
using Plugins.Tests.Retainers;
using Plugins.Tests.Revision;
using static Plugins.Tests.Lists;

namespace Plugins.Tests.Properties;

/// <summary>Whatever is invoiced, applied, refunded and taken back, in whatever order: a retainer is never negative, and its books agree.</summary>
[TestClass]
internal sealed class When_any_invoices_use_a_retainer
{
    private const decimal Total = 1000;

    // What each invoice does, one after the other: applies or refunds one or two amounts, or takes back an earlier invoice.
    private static readonly Gen<List<List<int>>> Histories = Gen.Int[-9, 9].List[1, 3].List[2, 6];

    private static readonly IReadOnlyList<ErrorCode> Expected =
    [
        RetainerErrors.NotInvoiced,
        RetainerErrors.AlreadyRefunded,
        RetainerErrors.Exceeded,
        RetainerErrors.ExceedChargeable,
        RetainerErrors.UsedUp,
        RevisionErrors.NothingToRevise,
    ];

    [TestMethod]
    public void It_is_never_negative_and_its_books_agree() =>
        Histories.Sample(
            history =>
            {
                var site = Site.New();
                var retainer = site.Retainer(Total);
                var confirmed = new List<Guid> { site.Draft("PF-0").WithRetainer(retainer, RetainerAction.Invoice, Total).Confirm().Id };
                foreach (var invoice in history)
                {
                    if (TryConfirm(() => invoice[0] == 0 ? TakeBack(site, confirmed) : Use(site, retainer, invoice, confirmed.Count)) is { } id)
                    {
                        confirmed.Add(id);
                    }

                    Agree(site, retainer);
                }
            },
            iter: Cases.Or(15),
            threads: 1
        );

    private static DraftInvoice Use(Site site, Guid retainer, List<int> hundreds, int number)
    {
        var draft = site.Draft($"PF-{number}-{site.All("invoice").Count}").With(10, 200);
        foreach (var amount in hundreds.Where(amount => amount != 0))
        {
            draft.WithRetainer(retainer, amount > 0 ? RetainerAction.Apply : RetainerAction.Refund, -Math.Abs(amount) * 100);
        }

        return draft.Confirm();
    }

    private static DraftInvoice? TakeBack(Site site, List<Guid> confirmed)
    {
        CorrectiveDraft.Of(site, confirmed[confirmed.Count - 1]).Confirm();
        return null;
    }

    // What more than is available, or a refund, forbids is refused; nothing else is.
    private static Guid? TryConfirm(Func<DraftInvoice?> confirm)
    {
        try
        {
            return confirm()?.Id;
        }
        catch (FaultException<OrganizationServiceFault> refused)
        {
            Assert.IsTrue(refused.Detail.Message.Split('\n').All(line => Expected.Any(error => error.Code == CodeOf(line))), refused.Detail.Message);
            return null;
        }
    }

    private static void Agree(Site site, Guid id)
    {
        var retainer = new Retainer(site.Read("pinv_retainer", id));
        var available = retainer.Status == RetainerStatus.Open ? 0 : retainer.Total - retainer.Used;
        Assert.IsTrue(retainer.Used >= 0 && retainer.Used <= retainer.Total, Books.Of(site, id));
        Assert.AreEqual(available, Books.Open(site), Books.Of(site, id));
        Assert.AreEqual(available, Books.Paid(site), Books.Of(site, id));
        Assert.AreEqual(available == 0, retainer.OpenActual is null, Books.Of(site, id));
        Assert.AreEqual(
            available == 0 ? 0 : 1,
            Books.Actuals(site).Count(row => row is { Type: TransactionType.UnbilledSales, BillingStatus: BillingStatus.UnbilledSalesCreated }),
            Books.Of(site, id)
        );
    }
}
