using InvoicePlugins.Dataverse.Tables;
using LocalDataverse;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Posting;

[TestClass]
internal sealed class When_finance_reports_a_posting
{
    private readonly Site site = Site.New();
    private readonly DraftInvoice invoice;

    public When_finance_reports_a_posting()
    {
        invoice = site.Draft("PF-1003").With(8, 200).With(2, 50, TransactionClass.Expense).Confirm();
    }

    private List<Guid> Billed => [.. site.MadeBy(invoice.Id).Where(row => row.Type == TransactionType.BilledSales).Select(row => row.Id)];

    [TestMethod]
    public void Actuals_and_invoice_carry_the_accounting_details()
    {
        Assert.AreEqual(3, Post(Billed));

        foreach (var actual in Billed.Select(id => new Actual(site.Read("msdyn_actual", id))))
        {
            Assert.AreEqual("INV-V-000002", actual.Voucher);
            Assert.AreEqual(1.25m, actual.ExchangeRate);
            Assert.AreEqual(1250.1235m, actual.AccountingAmount, "Rounded once at the decimals of the column.");
            Assert.AreEqual(160.4m, actual.TaxAmount, "In the currency of the invoice, in the place of what the pro forma estimated.");
            Assert.AreEqual(200.5m, actual.AccountingTaxAmount);
        }

        var posted = new Invoice(site.Read("invoice", invoice.Id));
        Assert.AreEqual(FinanceStatus.Posted, posted.FinanceStatus);
        Assert.AreEqual("INV-000002", posted.CustomerInvoiceNumber);
        Assert.AreEqual(new DateTime(2026, 9, 30), posted.CustomerInvoiceDate?.Date);
        Assert.AreEqual(200m, posted.TaxAmount);
        Assert.AreEqual(ProjectInvoiceStatus.Confirmed, posted.Status);
    }

    [TestMethod]
    public void A_repetition_writes_nothing_and_row_versions_stay()
    {
        Post(Billed);
        var before = site.Organization.DumpState();

        Assert.AreEqual(0, Post(Billed));

        Assert.AreEqual("", string.Join("\n", before.DifferencesTo(site.Organization.DumpState())));
    }

    [TestMethod]
    public void Parts_may_come_one_by_one_and_only_the_last_sets_the_invoice()
    {
        Assert.AreEqual(1, Post([Billed[0]], complete: false));
        Assert.AreEqual(FinanceStatus.NotSent, new Invoice(site.Read("invoice", invoice.Id)).FinanceStatus);

        Assert.AreEqual(2, Post([Billed[1]]));
        Assert.AreEqual(FinanceStatus.Posted, new Invoice(site.Read("invoice", invoice.Id)).FinanceStatus);
    }

    [TestMethod]
    public void What_contradicts_an_earlier_call_is_refused_whole()
    {
        Post([Billed[0]], complete: false);

        site.Expect(PostingErrors.Contradiction, () => Post(Billed, voucher: "INV-V-000003"));
        site.Expect(PostingErrors.Contradiction, () => Post(Billed, rate: 1.3m));
        site.Expect(PostingErrors.Contradiction, () => Post(Billed, lineTax: 160.5m));

        Post(Billed);
        site.Expect(PostingErrors.Contradiction, () => Post(Billed, customerInvoice: "INV-000009"));
        site.Expect(PostingErrors.Contradiction, () => Post(Billed, tax: 201m));
        site.Expect(PostingErrors.Contradiction, () => Post(Billed, status: FinanceStatus.NothingToInvoice, customerInvoice: null));
    }

    [TestMethod]
    public void What_an_earlier_posting_recorded_gives_way_to_one_that_replaces_it()
    {
        Post(Billed);

        Assert.AreEqual(3, Post(Billed, voucher: "INV-V-000003", rate: 1.3m, lineTax: 160.5m, customerInvoice: "INV-000009", tax: 201m, replace: true));

        var actual = new Actual(site.Read("msdyn_actual", Billed[0]));
        Assert.AreEqual(("INV-V-000003", 1.3m, 160.5m), (actual.Voucher, actual.ExchangeRate, actual.TaxAmount));
        var posted = new Invoice(site.Read("invoice", invoice.Id));
        Assert.AreEqual(("INV-000009", 201m), (posted.CustomerInvoiceNumber, posted.TaxAmount));
        Assert.AreEqual(
            0,
            Post(Billed, voucher: "INV-V-000003", rate: 1.3m, lineTax: 160.5m, customerInvoice: "INV-000009", tax: 201m, replace: true),
            "A repetition writes nothing."
        );
    }

    [TestMethod]
    public void A_customer_invoice_number_is_that_of_one_invoice_of_a_company()
    {
        var other = site.Draft("PF-1005").With(1, 100).Confirm();
        Post([.. site.MadeBy(other.Id).Where(row => row.Type == TransactionType.BilledSales).Select(row => row.Id)], number: "PF-1005");

        site.Expect(PostingErrors.NumberTaken, () => Post(Billed));
        site.Expect(PostingErrors.NumberTaken, () => Post(Billed, replace: true));

        Post(Billed, customerInvoice: "INV-000003");
    }

    [TestMethod]
    public void Complete_means_that_every_billed_sales_actual_has_its_voucher() => site.Expect(PostingErrors.Incomplete, () => Post([Billed[0]]));

    [TestMethod]
    public void Only_what_the_posting_booked_is_accepted()
    {
        var reversal = site.MadeBy(invoice.Id).First(row => row.SkipSync).Id;

        site.Expect(PostingErrors.ActualUnsuitable, () => Post([invoice.Originals[0]]));
        site.Expect(PostingErrors.ActualUnsuitable, () => Post([reversal]));
        site.Expect(PostingErrors.ActualUnknown, () => Post([Guid.NewGuid()]));
        site.Expect(PostingErrors.ActualTwice, () => Post([Billed[0], Billed[0]]));
        site.Expect(PostingErrors.VoucherMissing, () => Post(Billed, voucher: null));
        site.Expect(PostingErrors.TooManyActuals, () => Post([.. Enumerable.Range(0, 1001).Select(_ => Guid.NewGuid())]));
        site.Expect(PostingErrors.ParameterUnusable, () => Post(Billed, status: FinanceStatus.Sent));
        site.Expect(PostingErrors.InvoiceUnknown, () => Post(Billed, number: "PF-9999"));
    }

    [TestMethod]
    public void The_number_of_a_confirmed_invoice_stays()
    {
        foreach (var user in new[] { site.Manager, site.Loader, site.Connector })
        {
            site.Expect(ProtectionErrors.InvoiceReadOnly, () => user.Update(new Entity("invoice", invoice.Id) { ["msdyn_invoicenumber"] = "PF-1003-2" }));
            site.Expect(ProtectionErrors.InvoiceReadOnly, () => user.Update(new Entity("invoice", invoice.Id) { ["invoicenumber"] = "PF-1003-2" }));
        }
    }

    [TestMethod]
    public void An_invoice_is_found_by_the_number_it_was_sent_with_whatever_it_and_others_are_called_now()
    {
        var other = site.Draft("PF-1004").With(1, 100).Confirm();
        Rename(invoice.Id, "PF-1003-2");
        Rename(other.Id, "PF-1003");

        Assert.AreEqual(3, Post(Billed));

        Assert.AreEqual("INV-000002", new Invoice(site.Read("invoice", invoice.Id)).CustomerInvoiceNumber);
        Assert.IsNull(new Invoice(site.Read("invoice", other.Id)).CustomerInvoiceNumber);
    }

    [TestMethod]
    public void A_number_under_which_nothing_was_sent_is_unknown()
    {
        Rename(invoice.Id, "PF-1003-2");

        site.Expect(PostingErrors.InvoiceUnknown, () => Post(Billed, number: "PF-1003-2"));
    }

    [TestMethod]
    public void An_invoice_that_was_loaded_as_confirmed_is_found_by_its_number()
    {
        var loaded = site.Loader.Create(
            new Entity("invoice")
            {
                ["name"] = "PF-0700",
                ["invoicenumber"] = "PF-0700",
                ["msdyn_invoicenumber"] = "PF-0700",
                ["transactioncurrencyid"] = site.Currency,
                ["msdyn_projectinvoicestatus"] = new OptionSetValue((int)ProjectInvoiceStatus.Confirmed),
            }
        );

        Assert.AreEqual(1, Post([], number: "PF-0700"));
        Assert.AreEqual(FinanceStatus.Posted, new Invoice(site.Read("invoice", loaded)).FinanceStatus);
    }

    [TestMethod]
    public void A_draft_invoice_cannot_be_posted()
    {
        var draft = site.Draft("PF-1004").With(1, 100);
        site.Loader.Update(new Entity("invoice", draft.Id) { ["msdyn_invoicenumber"] = "PF-1004" });

        site.Expect(PostingErrors.InvoiceNotConfirmed, () => Post([], number: "PF-1004"));
    }

    [TestMethod]
    public void Only_finance_reports_postings() => site.Expect(PostingErrors.NotAllowed, () => Post(Billed, by: site.Manager));

    [TestMethod]
    public void The_journal_writes_to_cost_and_unbilled_sales()
    {
        var request = () =>
            new OrganizationRequest("pinv_RecordJournalPosting")
            {
                ["JournalNumber"] = "PIJ-7",
                ["Actuals"] = Actuals(invoice.Originals, "PJV-000011", 1.25m, tax: null),
            };

        Assert.AreEqual(2, site.Connector.Execute(request())["UpdatedRows"]);
        var before = site.Organization.DumpState();
        Assert.AreEqual(0, site.Connector.Execute(request())["UpdatedRows"]);
        Assert.AreEqual("", string.Join("\n", before.DifferencesTo(site.Organization.DumpState())));

        var original = new Actual(site.Read("msdyn_actual", invoice.Originals[0]));
        Assert.AreEqual("PJV-000011", original.Voucher);
        Assert.IsNull(original.TaxAmount);
        Assert.IsNull(original.AccountingTaxAmount);
    }

    [TestMethod]
    public void The_journal_never_writes_to_billed_or_skipped_rows()
    {
        var reversal = site.MadeBy(invoice.Id).First(row => row.SkipSync).Id;

        site.Expect(PostingErrors.ActualUnsuitable, () => Journal(Billed));
        site.Expect(PostingErrors.ActualSkipped, () => Journal([reversal]));

        void Journal(IEnumerable<Guid> ids) =>
            site.Connector.Execute(
                new OrganizationRequest("pinv_RecordJournalPosting") { ["JournalNumber"] = "PIJ-7", ["Actuals"] = Actuals(ids, "PJV-000011", 1.25m, tax: null) }
            );
    }

    // As an administrator does who switches plug-ins off for a correction of many rows.
    private void Rename(Guid id, string number)
    {
        var administrator = Guid.NewGuid();
        site.Organization.RegisterUser(new UserRegistration(administrator, "Administrator", ["System Administrator"]));
        site.Organization.CreateService(new Caller(administrator) { BypassSynchronousLogic = true })
            .Update(new Entity("invoice", id) { ["msdyn_invoicenumber"] = number });
    }

    private int Post(
        IEnumerable<Guid> actuals,
        bool complete = true,
        string? voucher = "INV-V-000002",
        decimal rate = 1.25m,
        string? customerInvoice = "INV-000002",
        decimal tax = 200m,
        decimal lineTax = 160.4m,
        FinanceStatus status = FinanceStatus.Posted,
        string number = "PF-1003",
        IOrganizationService? by = null,
        bool? replace = null
    ) =>
        (int)
            (by ?? site.Connector).Execute(
                new OrganizationRequest("pinv_RecordInvoicePosting")
                {
                    ["InvoiceNumber"] = number,
                    ["CustomerInvoiceNumber"] = customerInvoice,
                    ["CustomerInvoiceDate"] = new DateTime(2026, 9, 30, 0, 0, 0, DateTimeKind.Utc),
                    ["TaxAmount"] = tax,
                    ["FinanceStatus"] = new OptionSetValue((int)status),
                    ["Complete"] = complete,
                    ["Actuals"] = Actuals(actuals, voucher, rate, lineTax),
                    ["Replace"] = replace,
                }
            )["UpdatedRows"];

    private static EntityCollection Actuals(IEnumerable<Guid> ids, string? voucher, decimal rate, decimal? tax) =>
        new([.. ids.Select(id => Booked(id, voucher, rate, tax))]) { EntityName = "msdyn_actual" };

    private static Entity Booked(Guid id, string? voucher, decimal rate, decimal? tax)
    {
        var row = new Entity("msdyn_actual", id)
        {
            ["msdyn_actualid"] = id,
            ["msdyn_vouchernumber"] = voucher,
            ["msdyn_accountexchangerate"] = rate,
            ["msdyn_accountingamount"] = new Money(1250.12345m),
        };
        if (tax is { } charged)
        {
            row["pinv_taxamount"] = new Money(charged);
            row["msdyn_accountingtaxamount"] = new Money(200.5m);
        }

        return row;
    }
}
