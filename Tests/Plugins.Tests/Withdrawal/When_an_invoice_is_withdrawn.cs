using InvoicePlugins.Dataverse.Tables;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Chunks;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Withdrawal;

[TestClass]
internal sealed class When_an_invoice_is_withdrawn
{
    private static readonly Guid Administrator = new("c0000000-0000-4000-8000-000000000009");

    private readonly Site site = Site.New();

    [TestInitialize]
    public void Register() => site.Organization.RegisterUser(new UserRegistration(Administrator, "Administrator", ["Project Invoice Administrator"]));

    [TestMethod]
    [DataRow(10_000, DisplayName = "confirmed in one transaction")]
    [DataRow(50, DisplayName = "confirmed in chunks")]
    public void It_is_a_draft_as_before_once_finance_has_let_it_go(int synchronousWrites)
    {
        var invoice = EverythingInvoice.On(site);
        site.Limit(synchronousWrites, 60);
        var before = Without(site.Books());
        invoice.Confirm();
        site.RunJobs();
        Assert.IsTrue(site.Header(invoice.Id).IsConfirmed);
        var billed = Ids();

        Assert.AreEqual(ConfirmationStatus.Withdrawing, Withdraw(invoice.Id));
        CollectionAssert.AreEquivalent(billed, Ids(), "Nothing is undone before finance has answered.");
        Assert.AreEqual(ConfirmationStatus.Canceling, Record(invoice.Id, withdrawn: true));
        site.RunJobs();

        var header = site.Header(invoice.Id);
        Assert.AreEqual(
            (ProjectInvoiceStatus.Draft, ConfirmationStatus.None, FinanceStatus.NotSent),
            (header.Status, header.ConfirmationStatus, header.FinanceStatus)
        );
        Assert.IsTrue(header.IsEditable);
        var after = Without(site.Books());
        Assert.AreEqual(
            "",
            string.Join("\n", before.Except(after).Select(line => "missing " + line).Concat(after.Except(before).Select(line => "added " + line)).Take(20))
        );

        invoice.Confirm();
        site.RunJobs();
        Assert.IsTrue(site.Header(invoice.Id).IsConfirmed);
        CollectionAssert.AreEquivalent(billed, Ids(), "The same rows are made again.");
        Assert.AreEqual(
            "Pending Pending Withdrawn",
            string.Join(
                " ",
                site.All(IntegrationMessage.Table)
                    .Select(row => new IntegrationMessage(row))
                    .Where(message => message.Invoice == invoice.Id)
                    .Select(message => $"{message.Status}")
                    .OrderBy(text => text, StringComparer.Ordinal)
            )
        );
    }

    [TestMethod]
    [DataRow(10_000, DisplayName = "confirmed in one transaction")]
    [DataRow(2, DisplayName = "confirmed in chunks")]
    public void What_the_user_has_entered_stays_and_what_confirmation_added_goes(int synchronousWrites)
    {
        site.Limit(synchronousWrites, 10);
        var day = new DateTime(2026, 8, 31, 0, 0, 0, DateTimeKind.Utc);
        var entered = site.Draft("PF-2001").With(8, 200).With(1, 50);
        site.Manager.Update(
            new Entity("invoice", entered.Id)
            {
                ["pinv_accountingdate"] = day,
                ["msdyn_invoicenumber"] = "2026/2001",
                ["pinv_contractcustomerid"] = site.ContractCustomer,
            }
        );
        var empty = site.Draft("PF-2002").With(8, 200).With(1, 50);

        foreach (var invoice in new[] { entered, empty })
        {
            invoice.Confirm();
            site.RunJobs();
            Assert.IsTrue(site.Header(invoice.Id) is { IsConfirmed: true, AccountingDate: not null, ContractCustomer: not null, ProposalNumber: not null });
            Withdraw(invoice.Id);
            Record(invoice.Id, withdrawn: true);
            site.RunJobs();
        }

        Assert.AreEqual((day, "2026/2001", site.ContractCustomer.Id), Given(entered.Id));
        Assert.AreEqual((null, null, null), Given(empty.Id));
    }

    [TestMethod]
    public void A_repetition_changes_nothing()
    {
        var invoice = site.Draft().With(8, 200).Confirm();
        Withdraw(invoice.Id);
        Assert.AreEqual(ConfirmationStatus.Withdrawing, Withdraw(invoice.Id));
        Assert.AreEqual(2, site.All(IntegrationMessage.Table).Count);

        Record(invoice.Id, withdrawn: true);
        site.RunJobs();
        var books = site.Books();
        Assert.AreEqual(ConfirmationStatus.None, Record(invoice.Id, withdrawn: true));
        Assert.AreEqual(ConfirmationStatus.None, Record(invoice.Id, withdrawn: false));
        site.RunJobs();

        site.AreTheBooksOf([.. books]);
    }

    [TestMethod]
    public void It_stays_confirmed_where_finance_refuses()
    {
        var invoice = site.Draft().With(8, 200).Confirm();
        Withdraw(invoice.Id);

        Assert.AreEqual(ConfirmationStatus.Complete, Record(invoice.Id, withdrawn: false, "It is posted as invoice CI-1. Revise it."));

        var header = site.Header(invoice.Id);
        Assert.AreEqual((ProjectInvoiceStatus.Confirmed, ConfirmationStatus.Complete), (header.Status, header.ConfirmationStatus));
        Assert.AreEqual(
            $"{WithdrawalErrors.Refused.Code}: PF-1003: Finance did not let the invoice be withdrawn: It is posted as invoice "
                + "CI-1. Revise it. The invoice stays "
                + "confirmed; do what finance says.",
            site.Read("invoice", invoice.Id).GetAttributeValue<string>("pinv_lasterror")
        );
        Assert.AreEqual(ConfirmationStatus.Withdrawing, Withdraw(invoice.Id), "It can be tried again.");
    }

    [TestMethod]
    public void Only_administrators_withdraw()
    {
        var invoice = site.Draft().With(8, 200).Confirm();

        site.Expect(WithdrawalErrors.NotAdministrator, () => Withdraw(invoice.Id, site.Manager));
        site.Expect(PostingErrors.NotAllowed, () => Record(invoice.Id, withdrawn: true, service: site.Manager));
    }

    [TestMethod]
    public void What_was_not_confirmed_is_not_withdrawn()
    {
        var invoice = site.Draft().With(8, 200);

        site.Expect(WithdrawalErrors.NotConfirmed, () => Withdraw(invoice.Id));
    }

    [TestMethod]
    public void What_is_posted_or_paid_is_revised_instead()
    {
        var posted = site.Draft().With(8, 200).Confirm();
        site.Connector.Update(
            new Entity("invoice", posted.Id) { ["pinv_financestatus"] = new OptionSetValue((int)FinanceStatus.Posted), ["pinv_customerinvoicenumber"] = "CI-1" }
        );
        var paid = site.Draft("PF-1004").With(8, 200).Confirm();
        site.Manager.Update(new Entity("invoice", paid.Id) { ["msdyn_projectinvoicestatus"] = new OptionSetValue((int)ProjectInvoiceStatus.Paid) });

        site.Expect(WithdrawalErrors.Posted, () => Withdraw(posted.Id));
        site.Expect(WithdrawalErrors.Paid, () => Withdraw(paid.Id));
    }

    [TestMethod]
    public void Actuals_of_other_logic_are_not_taken_back()
    {
        site.Organization.SetEnvironmentVariable("pinv_CreateActuals", "no");
        var invoice = site.Draft().With(8, 200).Confirm();

        site.Expect(WithdrawalErrors.MadeByOthers, () => Withdraw(invoice.Id));
    }

    [TestMethod]
    public void A_reason_is_asked_for()
    {
        var invoice = site.Draft().With(8, 200).Confirm();

        site.Expect(WithdrawalErrors.NoReason, () => Withdraw(invoice.Id, reason: " "));
    }

    [TestMethod]
    public void Nobody_revises_resends_or_pays_it_meanwhile()
    {
        var invoice = site.Draft().With(8, 200).Confirm();
        Withdraw(invoice.Id);

        site.Expect(
            ProtectionErrors.BeingWithdrawn,
            () => site.Manager.Execute(new OrganizationRequest("pinv_ReviseInvoice") { ["Target"] = new EntityReference("invoice", invoice.Id) })
        );
        site.Expect(
            ProtectionErrors.BeingWithdrawn,
            () => site.Connector.Execute(new OrganizationRequest("pinv_ResendInvoice") { ["Target"] = new EntityReference("invoice", invoice.Id) })
        );
        site.Expect(
            ProtectionErrors.InvoiceReadOnly,
            () => site.Manager.Update(new Entity("invoice", invoice.Id) { ["msdyn_projectinvoicestatus"] = new OptionSetValue((int)ProjectInvoiceStatus.Paid) })
        );
    }

    [TestMethod]
    public void What_another_invoice_has_used_since_is_named_and_withdrawn_first()
    {
        var retainer = site.Retainer(500m);
        var advance = site.Draft("PF-0900").WithRetainer(retainer, RetainerAction.Invoice, 500m).Confirm();
        var user = site.Draft().With(8, 200).WithRetainer(retainer, RetainerAction.Apply, -500m).Confirm();

        site.Expect(LargeConfirmationErrors.NotUndoable, () => Withdraw(advance.Id));

        // What the message says: the other one first.
        foreach (var invoice in new[] { user.Id, advance.Id })
        {
            Withdraw(invoice);
            Record(invoice, withdrawn: true);
            site.RunJobs();
            Assert.IsFalse(site.Header(invoice).IsConfirmed);
        }

        advance.Confirm();
        Assert.IsTrue(site.Header(advance.Id).IsConfirmed);
    }

    private ConfirmationStatus Withdraw(Guid invoice, IOrganizationService? service = null, string reason = "wrong customer") =>
        Status(
            (service ?? site.Organization.CreateService(Administrator)).Execute(
                new OrganizationRequest("pinv_WithdrawInvoice") { ["Target"] = new EntityReference("invoice", invoice), ["Reason"] = reason }
            )
        );

    private ConfirmationStatus Record(Guid invoice, bool withdrawn, string? reason = null, IOrganizationService? service = null) =>
        Status(
            (service ?? site.Connector).Execute(
                new OrganizationRequest("pinv_RecordWithdrawal")
                {
                    ["Target"] = new EntityReference("invoice", invoice),
                    ["Withdrawn"] = withdrawn,
                    ["Reason"] = reason,
                }
            )
        );

    private static ConfirmationStatus Status(OrganizationResponse response) => (ConfirmationStatus)((OptionSetValue)response["ConfirmationStatus"]).Value;

    private (DateTime? AccountingDate, string? Number, Guid? Payer) Given(Guid invoice)
    {
        var header = site.Header(invoice);
        return (header.AccountingDate, header.ProposalNumber, header.ContractCustomer);
    }

    private List<Guid> Ids() =>
        [.. site.All("msdyn_actual").Concat(site.All("msdyn_transactionconnection")).Concat(site.All("msdyn_transactionorigin")).Select(row => row.Id)];

    // The messages stay; who wrote a row last is told as truly as when.
    private static List<string> Without(IEnumerable<string> books) =>
        [
            .. books.Where(line =>
                !line.StartsWith(IntegrationMessage.Table, StringComparison.Ordinal)
                && !line.Contains(" modifiedby: ", StringComparison.Ordinal)
                && !(
                    line.StartsWith("invoice ", StringComparison.Ordinal)
                    && new[] { "pinv_confirmation", "pinv_partlybilled", "pinv_lasterror" }.Any(column => line.Contains(column, StringComparison.Ordinal))
                )
            ),
        ];
}
