using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;
using Plugins.Tests.Rules;
using static Plugins.Tests.Lists;

namespace Plugins.Tests.Forms;

[TestClass]
internal sealed class When_finance_would_refuse_the_form
{
    private readonly Site site = Site.New();

    [TestMethod]
    public void A_number_of_blanks_is_none()
    {
        var draft = site.Draft().With(8, 200);
        Invoice(draft, "msdyn_invoicenumber", "   ");
        Invoice(draft, "invoicenumber", " ");

        Assert.StartsWith(ConfirmationErrors.NoNumber.Code, Refusal.Of(() => site.Confirm(draft.Id)));

        Invoice(draft, "msdyn_invoicenumber", "2026/1001");
        site.Confirm(draft.Id);
    }

    [TestMethod]
    [DataRow("  2026/1001 ", "2026/1001")]
    [DataRow("   ", "PF-1003")]
    public void Blanks_around_a_number_go_when_it_is_confirmed(string entered, string number)
    {
        var draft = site.Draft().With(8, 200);
        Invoice(draft, "msdyn_invoicenumber", entered);

        draft.Confirm();

        Assert.AreEqual(number, site.Read("invoice", draft.Id)["msdyn_invoicenumber"]);
    }

    [TestMethod]
    public void A_number_has_fifty_characters_at_most()
    {
        var draft = site.Draft().With(8, 200);
        Invoice(draft, "msdyn_invoicenumber", new string('7', 51));
        site.Expect(FormErrors.NumberTooLong, () => site.Confirm(draft.Id));

        Invoice(draft, "msdyn_invoicenumber", new string('7', 50));
        site.Confirm(draft.Id);
    }

    [TestMethod]
    public void A_number_that_differs_in_case_or_blanks_alone_is_taken()
    {
        site.Draft("pf-1003").With(8, 200).Confirm();
        var draft = site.Draft("PF-1003").With(8, 200);
        Invoice(draft, "msdyn_invoicenumber", " PF-1003 ");

        site.Expect(ConfirmationErrors.NumberTaken, () => site.Confirm(draft.Id));
    }

    [TestMethod]
    public void An_import_id_that_is_no_GUID_is_named()
    {
        var draft = site.Draft().With(8, 200);
        site.Loader.Update(new Entity("msdyn_actual", draft.Originals[0]) { ["msdyn_actualimportid"] = "LEGACY-17" });

        Assert.StartsWith(
            $"{FormErrors.ImportIdUnusable.Code}: PF-1003 line 1 'Time 8 x 200': The import id 'LEGACY-17' of the actual {draft.Originals[0]:d} is no GUID",
            Refusal.Of(() => site.Confirm(draft.Id))
        );

        site.Loader.Update(new Entity("msdyn_actual", draft.Originals[0]) { ["msdyn_actualimportid"] = null });
        site.Confirm(draft.Id);
    }

    [TestMethod]
    [DataRow("9999-12-31")]
    [DataRow("2154-12-31")]
    [DataRow("1753-01-01")]
    [DataRow("1900-01-01")]
    public void A_date_that_means_none_is_refused_by_its_column(string date)
    {
        var day = DateTime.Parse(date, System.Globalization.CultureInfo.InvariantCulture);
        foreach (var column in new[] { "pinv_accountingdate", "msdyn_invoicedate" })
        {
            var draft = site.Draft(column).With(8, 200);
            Invoice(draft, column, day);

            Assert.StartsWith(
                $"{FormErrors.DateUnusable.Code}: {column}: {column} is {date}, which cannot be a date of business.",
                Refusal.Of(() => site.Confirm(draft.Id))
            );

            Invoice(draft, column, null);
            site.Confirm(draft.Id);
        }
    }

    [TestMethod]
    [DataRow("9999-12-31")]
    [DataRow("1753-01-01")]
    [DataRow("1900-01-01T12:00")]
    [DataRow("0001-01-01")]
    public void So_is_one_of_a_detail_or_of_the_actual_behind_it(string date)
    {
        var moment = DateTime.Parse(date, System.Globalization.CultureInfo.InvariantCulture);
        foreach (var column in new[] { "msdyn_documentdate", "msdyn_startdatetime", "msdyn_enddatetime" })
        {
            var byHand = Situation.AddedByHand(BillingMethod.TimeAndMaterial);
            byHand.Detail[column] = moment;
            var taken = Situation.FromAnActual();
            taken.Detail[column] = taken.Original![column] = moment;

            Assert.StartsWith(
                $"{FormErrors.DateUnusable.Code}: PF-1003 line 2 'Design workshop': {column} is {date.Substring(0, 10)}",
                byHand.Faults().Single()
            );
            Assert.StartsWith(
                $"{FormErrors.DateUnusable.Code}: PF-1003 line 2 'Design workshop': {column} is {date.Substring(0, 10)}",
                taken.Faults().Single()
            );
        }
    }

    [TestMethod]
    public void A_detail_whose_project_has_no_company_is_named()
    {
        var draft = site.Draft().With(8, 200);
        var company = site.Read("msdyn_project", site.Project.Id)["msdyn_owningcompany"];
        site.Manager.Update(new Entity("msdyn_project", site.Project.Id) { ["msdyn_owningcompany"] = null });

        site.Expect(FormErrors.NoCompany, () => site.Confirm(draft.Id));

        site.Manager.Update(new Entity("msdyn_project", site.Project.Id) { ["msdyn_owningcompany"] = company });
        site.Confirm(draft.Id);
    }

    [TestMethod]
    public void One_invoice_has_one_company()
    {
        var facts = Situation.FromAnActual().Facts();
        var other = Situation.AddedByHand(BillingMethod.TimeAndMaterial);
        other.Detail["company.cdm_companycode"] = new AliasedValue("cdm_company", "cdm_companycode", "FRRT");

        var faults = InvoicePlugins.Checks.ConfirmationCheck.Of(facts with { Details = [facts.Details[0], other.Facts().Details[0]] }, null);

        Assert.AreEqual(
            $"{FormErrors.SeveralCompanies.Code}: PF-1003 line 2 'Design workshop': The detail belongs to company FRRT, the "
                + "details before it to USMF. Bill it on an "
                + "invoice of its own company.",
            faults.Single().ToString()
        );
    }

    [TestMethod]
    public void What_finance_could_not_name_is_refused()
    {
        Expect(FormErrors.ContractWithoutNumber, it => it.Invoice.Attributes.Remove("contract.ordernumber"));
        Expect(
            FormErrors.CurrencyCodeUnusable,
            it => it.Invoice["currency.isocurrencycode"] = new AliasedValue("transactioncurrency", "isocurrencycode", "DOLAR")
        );
        Expect(
            FormErrors.CompanyUnusable,
            it => it.Detail["company.cdm_companycode"] = it.Original!["company.cdm_companycode"] = new AliasedValue("cdm_company", "cdm_companycode", "CONTOSO")
        );
    }

    [TestMethod]
    public void A_customer_without_account_number_is_named_by_the_contract_customer_or_refused()
    {
        var draft = site.Draft().With(8, 200);
        site.Manager.Update(
            new Entity("msdyn_projectcontractsplitbillingrule", site.ContractCustomer.Id) { ["msdyn_projectcontractsplitbillingrulenumber"] = null }
        );

        site.Expect(FormErrors.NobodyInvoiced, () => site.Confirm(draft.Id));

        site.Manager.Update(new Entity("account", site.Customer.Id) { ["accountnumber"] = "US-027" });
        site.Confirm(draft.Id);
    }

    private static void Expect(ErrorCode error, Action<Situation> change) => AreFaults(Situation.FromAnActual().Where(change).Faults(), error);

    private void Invoice(DraftInvoice draft, string column, object? value) => site.Manager.Update(new Entity("invoice", draft.Id) { [column] = value });
}
