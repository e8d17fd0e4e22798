using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;
using Plugins.Tests.Rules;

namespace Plugins.Tests.States;

[TestClass]
internal sealed class When_a_detail_tells_another_thing_than_is_booked
{
    private static readonly DateTime Other = new(2026, 9, 15, 0, 0, 0, DateTimeKind.Utc);

    private readonly Site site = Site.New();

    [TestMethod]
    public void It_cannot_be_entered_on_a_draft()
    {
        var draft = site.Draft().With(8, 200);
        var day = site.Manager.Create(new Entity("msdyn_transactioncategory") { ["msdyn_name"] = "Day" });

        site.Expect(ProtectionErrors.ToldReadOnly, () => Change(draft, "msdyn_documentdate", Other));
        site.Expect(ProtectionErrors.ToldReadOnly, () => Change(draft, "msdyn_project", null));
        site.Expect(ProtectionErrors.ToldReadOnly, () => Change(draft, "msdyn_transactioncategory", new EntityReference("msdyn_transactioncategory", day)));
    }

    [TestMethod]
    public void What_is_sent_along_unchanged_passes()
    {
        var draft = site.Draft().With(8, 200);

        Change(draft, "msdyn_documentdate", new DateTime(2026, 9, 14, 0, 0, 0, DateTimeKind.Utc));
        Change(draft, "msdyn_project", site.Project);
        Change(draft, "msdyn_description", "Bottling, first week");

        site.Confirm(draft.Id);
    }

    [TestMethod]
    public void What_other_logic_wrote_is_a_fault_and_can_be_set_back()
    {
        var draft = site.Draft().With(8, 200);
        site.Loader.Update(new Entity("msdyn_actual", draft.Originals[0]) { ["msdyn_documentdate"] = Other });

        Assert.StartsWith(
            $"{StateErrors.ToldDiffers.Code}: PF-1003 line 1 'Time 8 x 200': msdyn_documentdate of the detail differ from the actual {draft.Originals[0]:d}",
            Refusal.Of(() => site.Confirm(draft.Id))
        );

        Change(draft, "msdyn_documentdate", Other);
        site.Confirm(draft.Id);
    }

    [TestMethod]
    public void A_detail_without_original_is_free()
    {
        var draft = site.Draft().AddedByHand(8, 200, InvoicePlugins.Dataverse.Tables.BillingMethod.TimeAndMaterial);

        Change(draft, "msdyn_documentdate", Other);

        site.Confirm(draft.Id);
    }

    [TestMethod]
    public void Every_column_that_is_copied_is_compared()
    {
        foreach (var column in InvoicePlugins.Dataverse.Tables.TransactionColumns.Told)
        {
            var situation = Situation.FromAnActual();
            situation.Detail[column] = new EntityReference("anything", new Guid("ffffffff-0000-0000-0000-000000000001"));

            Assert.StartsWith(
                $"{StateErrors.ToldDiffers.Code}: PF-1003 line 2 'Design workshop': " + column + " of the detail differ from",
                situation.Faults().Single()
            );
        }
    }

    [TestMethod]
    public void A_column_left_empty_contradicts_nothing()
    {
        var situation = Situation.FromAnActual();
        situation.Original!["msdyn_unit"] = new EntityReference("uom", new Guid("ffffffff-0000-0000-0000-000000000001"));

        Assert.AreEqual(0, situation.Faults().Count);
    }

    [TestMethod]
    public void A_correction_tells_what_was_billed()
    {
        var situation = Situation.CorrectingWork();
        situation.Detail["msdyn_documentdate"] = Other;

        Assert.StartsWith(StateErrors.ToldDiffers.Code, situation.Faults().Single());
    }

    private void Change(DraftInvoice draft, string column, object? value) =>
        site.Manager.Update(new Entity("msdyn_invoicelinetransaction", draft.Details[0]) { [column] = value });
}
