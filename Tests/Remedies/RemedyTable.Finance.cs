namespace Remedies;

internal static partial class RemedyTable
{
    private const string FinanceTests = "Finance.Tests";
    private const string Administrator = "Finance.Administrator";
    private const string Accountant = "Finance.ProjectAccountant";
    private const string Clerk = "Finance.ReceivablesClerk";
    private const string InvoiceAdministrator = "Project Invoice Administrator";
    private const string WithdrawAndCorrect = "Have the invoice withdrawn where it was made, correct it there and confirm it again.";

    private static Remedy[] Finance =>
        [
            // Staging.
            new(4001, "a field that finance cannot read", InvoiceAdministrator, "Correct the row, then send it again.", FinanceTests),
            new(4003, "a company that is not set up", Administrator, "Add it to the set-up, then send the row again.", FinanceTests),
            new(
                4202,
                "a header that is known with another content",
                InvoiceAdministrator,
                "Have the invoice withdrawn where it was made, and confirm it again.",
                FinanceTests
            ),
            // Import: set-up.
            new(4010, "a project that is not set up", Administrator, "Add it, then run the import again.", FinanceTests),
            new(4011, "no line property for the billing type", Administrator, "Add it to the table, then run the import again.", FinanceTests),
            new(4012, "no exchange rate", Administrator, "Add the rate, then run the import again.", FinanceTests),
            new(4013, "no item sales tax group on the category", Administrator, "Add it, then run the import again.", FinanceTests),
            new(4014, "no open period", Administrator, "Open the period, then run the import again.", FinanceTests),
            new(4015, "a customer that is not set up", Administrator, "Add it, then run the import again.", FinanceTests),
            new(4015, "a funding source that is not set up", Administrator, "Add the funding source, then run the import again.", FinanceTests),
            new(4016, "a category that is not set up", Administrator, "Add it, then run the import again.", FinanceTests),
            new(4017, "a contract that is not set up", Administrator, "Add it, then run the import again.", FinanceTests),
            new(4018, "no profile rule", Administrator, "Add a rule, then run the import again.", FinanceTests),
            new(4018, "a profile that is gone since the journal was posted", Administrator, "Add it again, then run the import again.", FinanceTests),
            new(4019, "no main account for accrued revenue", Administrator, "Add it to the ledger posting, then run the import again.", FinanceTests),
            new(4020, "a currency that is not set up", Administrator, "Add it, then run the import again.", FinanceTests),
            new(4024, "a project without a dimension that is needed", Administrator, "Add it to the project, then run the import again.", FinanceTests),
            new(
                4024,
                "unbilled sales that was posted without a dimension that the invoice needs",
                Accountant,
                "Adjust the accounting of unbilled sales",
                FinanceTests
            ),
            new(
                4314,
                "an on-account transaction without a dimension that is needed",
                Accountant,
                "Give it to the on-account transaction, or correct the structure, then run the import again.",
                FinanceTests
            ),
            new(
                4314,
                "a project whose dimension an account structure does not take",
                Administrator,
                "Correct the project or the structure, then run the import again.",
                FinanceTests
            ),
            new(
                4314,
                "unbilled sales that was posted with a dimension that an account structure does not take",
                Accountant,
                "or correct the structure, then run the import again.",
                FinanceTests
            ),
            new(
                4314,
                "a dimension of the header that an account structure does not take",
                Clerk,
                "Correct the dimensions of the header or the structure, then post again.",
                FinanceTests
            ),
            // Import: what the invoice says.
            new(4010, "a line added by hand without a project", InvoiceAdministrator, WithdrawAndCorrect, FinanceTests),
            new(
                4021,
                "other rows than the header announces",
                InvoiceAdministrator,
                "Have the invoice withdrawn where it was made, and confirm it again.",
                FinanceTests
            ),
            new(4022, "a line in another currency", InvoiceAdministrator, WithdrawAndCorrect, FinanceTests),
            new(4023, "unbilled sales that stand on another proposal", InvoiceAdministrator, WithdrawAndCorrect, FinanceTests),
            new(4026, "an amount with too many decimals", InvoiceAdministrator, WithdrawAndCorrect, FinanceTests),
            new(4029, "a milestone that another invoice has billed", InvoiceAdministrator, WithdrawAndCorrect, FinanceTests),
            new(4029, "a milestone that two lines bill", InvoiceAdministrator, WithdrawAndCorrect, FinanceTests),
            new(4030, "a line of another funding source", InvoiceAdministrator, WithdrawAndCorrect, FinanceTests),
            new(
                4033,
                "unbilled sales that is reversed",
                InvoiceAdministrator,
                "Have the invoice withdrawn where it was made, and bill there what is left",
                FinanceTests
            ),
            new(4034, "a reversal of what a proposal bills", InvoiceAdministrator, "have it withdrawn where it was made", FinanceTests),
            new(4240, "a use of a retainer that it does not name", InvoiceAdministrator, "Send the row again with its RetainerId.", FinanceTests),
            new(4244, "a use of a retainer in another currency", InvoiceAdministrator, WithdrawAndCorrect, FinanceTests),
            // Journals.
            new(
                4103,
                "no main account when the journal is posted",
                Administrator,
                "Add it to the ledger posting, then reset the journal and post it again.",
                FinanceTests
            ),
            new(4104, "a journal line that follows one not posted", Accountant, "Post that first.", FinanceTests),
            new(
                4105,
                "a period that was closed when the journal is posted",
                Administrator,
                "Open the period, then reset the journal and post it again.",
                FinanceTests
            ),
            new(4107, "a journal of faulty lines", Accountant, "Mend the causes, reset the journal, then post it again.", FinanceTests),
            new(4109, "a journal line that can never be posted", Accountant, "Delete the line, and correct the row where it was made.", FinanceTests),
            new(
                4112,
                "a journal that finance fails on",
                Accountant,
                "then post the journal again.",
                FinanceTests,
                "When_journals_are_posted.One_that_fails_for_a_reason_of_finance_stops_no_other"
            ),
            // Posting of invoices.
            new(4201, "an invoice that is not imported", Clerk, "Run the import, then post again.", FinanceTests),
            new(4205, "an invoice date in a closed period", Clerk, "Choose an invoice date in an open period", FinanceTests),
            new(
                4205,
                "an accounting date in a closed period",
                Administrator,
                "Open the period, or have the parameter allowHeaderAccountingDate set",
                FinanceTests
            ),
            new(
                4205,
                "an accounting date in a closed period that may be changed",
                Clerk,
                "Change the accounting date of the proposal, or open the period, then post again.",
                FinanceTests
            ),
            new(4208, "no tax percentage on the invoice date", Administrator, "Add it, then run the import again.", FinanceTests),
            new(4209, "no main account when the invoice is posted", Administrator, "Add it to the ledger posting, then post again.", FinanceTests),
            new(4211, "no number sequence", Administrator, "Add it to the set-up, then post again.", FinanceTests),
            new(4212, "no main account for penny differences", Administrator, "Add it, then post again.", FinanceTests),
            new(
                4213,
                "a number that stands in the books already",
                Administrator,
                "Give the sequence a format of its own, then post again.",
                FinanceTests,
                "When_number_sequences_meet.The_posting_is_refused_and_the_books_stay_whole"
            ),
            new(4230, "a credit of a part of a line", InvoiceAdministrator, WithdrawAndCorrect, FinanceTests),
            new(4237, "an invoice date before that of the last number", Clerk, "Choose that date or a later one, then post again.", FinanceTests),
            new(
                4239,
                "unbilled sales that is reversed while a proposal bills it",
                InvoiceAdministrator,
                "Have the invoice withdrawn where it was made, and bill there what is left.",
                FinanceTests
            ),
            new(4241, "more used of a retainer than is left", InvoiceAdministrator, WithdrawAndCorrect, FinanceTests),
            new(
                4241,
                "more used of a retainer than is left until it is given back",
                Clerk,
                "Post the invoices that give back what was used of it.",
                FinanceTests
            ),
            new(4242, "a credit of a retainer that is used", Clerk, "Post the invoices that give that back.", FinanceTests),
            // Another life of the books.
            new(
                4251,
                "a connector that has not answered yet",
                Administrator,
                "try again",
                FinanceTests,
                "When_books_come_from_an_older_backup.Nothing_is_numbered_before_the_connector_has_answered"
            ),
            new(
                4252,
                "books from an older backup",
                Administrator,
                "raise",
                FinanceTests,
                "When_books_come_from_an_older_backup.No_number_and_no_event_id_is_given_twice"
            ),
            new(
                4253,
                "a connector of other books",
                Administrator,
                "then try again",
                FinanceTests,
                "When_books_come_from_an_older_backup.A_connector_of_other_books_is_named_in_its_own_words"
            ),
        ];

    private static NoRemedy[] WithoutInFinance =>
        [
            new("a staged row is never changed by people, and what the sender may not change is locked there too (1110 to 1112)", "4002,4005"),
            new("refused while the invoice is a draft (1015, 1016), and left out by the table maps", "4004,4006"),
            new("a milestone, which is sent again when it is corrected; no invoice waits for it", "4027,4028,4031"),
            new("the header counts what confirmation has made in one transaction, so that no row is unannounced", "4025"),
            new("a fault of finance itself: it is logged, and the next run takes up what was left", "4032,4409,4432"),
            new("guards of what the import makes sure before a proposal is ready", "4210,4231"),
            new(
                "a request of somebody that is refused, and leaves the invoice as it was",
                "4101,4106,4110,4111,4203,4204,4206,4207,4214-4221,4232-4236,4238,4243,4254-4256,4262,4263"
            ),
            new("a set-up that is refused whole, and leaves the old one", "4301-4313,4315"),
            new("the answer to a withdrawal, told to Dataverse as 1328", "4260,4261"),
            new("an answer to a request of the connector, which says it as 3202 to 3205 or repeats it", "4401,4402,4404,4405,4408,4410-4419"),
            new("passes by itself: the outbox sends until the connector has stored it", "4406,4407"),
            new("a start that is refused, or a database that is away: nothing is lost, and all goes on when it is mended", "4430,4431,4440-4443"),
        ];
}
