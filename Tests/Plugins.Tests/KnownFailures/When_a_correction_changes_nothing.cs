using Plugins.Tests.Environment;
using Plugins.Tests.Revision;

namespace Plugins.Tests.KnownFailures;

/// <summary>The official product confirms a correction that changes nothing, and books a credit and the same charge again.</summary>
[TestClass]
internal sealed class When_a_correction_changes_nothing
{
    [TestMethod]
    public void It_is_refused_naming_the_detail_and_saying_to_remove_it()
    {
        var site = Site.New();
        var invoice = site.Draft().With(8, 200, tax: 160).With(4, 100).Confirm();
        var draft = CorrectiveDraft.Of(site, invoice.Id).With(invoice.Details[0], 8, 200).With(invoice.Details[1], 3, 100);

        site.Expect(CorrectionErrors.NothingChanged, () => site.Confirm(draft.Id));
        var answer = Refusal.Of(() => site.Confirm(draft.Id));
        Assert.StartsWith($"{CorrectionErrors.NothingChanged.Code}: {draft.Header.Number} line 1 'Time 8 x 200': ", answer);
        Assert.Contains("Remove it from the invoice", answer);

        site.Manager.Delete("msdyn_invoicelinetransaction", draft.For(invoice.Details[0]).Id);
        draft.Confirm();
        Assert.AreEqual(
            -100m,
            site.MadeBy(draft.Id).Where(row => row.Type == InvoicePlugins.Dataverse.Tables.TransactionType.BilledSales).Sum(row => row.NetAmount)
        );
    }
}
