using Plugins.Tests.Environment;

namespace Plugins.Tests.Bugs;

[TestClass]
internal sealed class When_the_contract_of_a_confirmed_invoice_is_deleted
{
    private readonly Site site = Site.New();

    [TestMethod]
    public void The_contract_stays()
    {
        site.Draft("PF-1003").With(8, 200).Confirm();

        site.Expect(ProtectionErrors.NamedByConfirmed, () => site.Manager.Delete("salesorder", site.Contract.Id));
        StringAssert.Contains(Refusal.Of(() => site.Manager.Delete("salesorder", site.Contract.Id)), "PF-1003");
    }

    [TestMethod]
    public void Its_lines_stay()
    {
        site.Draft().With(8, 200).Confirm();

        site.Expect(ProtectionErrors.NamedByConfirmed, () => site.Manager.Delete("salesorderdetail", site.TimeAndMaterialLine.Id));
    }

    [TestMethod]
    public void As_long_as_there_are_only_drafts_it_can_go()
    {
        site.Draft();

        site.Manager.Delete("salesorderdetail", site.TimeAndMaterialLine.Id);
        site.Manager.Delete("salesorder", site.Contract.Id);
    }
}
