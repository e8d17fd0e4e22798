namespace Remedies;

internal static partial class RemedyTable
{
    private const string ConnectorTests = "Connector.Tests";
    private const string ConnectorAdministrator = "Connector.Administrator";
    private const string SystemAdministrator = "System Administrator";
    private const string InvoiceManager = "Project Invoice Manager";
    private const string DataImport = "Project Invoice Data Import";

    private static Remedy[] Connector =>
        [
            new(3012, "a secret that is not the connector's", ConnectorAdministrator, "Check ClientId, ClientSecret and Scope", ConnectorTests),
            new(3202, "a record that finance refuses", ConnectorAdministrator, "Mend the cause, then retry it", ConnectorTests),
            new(3203, "a connector without its role in finance", Administrator, "Give the connector the finance role Finance.Integration", ConnectorTests),
            new(3206, "a project without a company", DataImport, "Fill one of these columns in Dataverse, then retry the row", ConnectorTests),
            new(3207, "a value that the table map does not know", ConnectorAdministrator, "Add the value to the table map", ConnectorTests),
            new(3208, "an invoice of two companies", DataImport, "make them agree in Dataverse, then retry the message", ConnectorTests),
            new(
                3209,
                "an actual that was deleted after it was delivered",
                DataImport,
                "Restore it, or remove it in finance, then retry it to clear this entry",
                ConnectorTests
            ),
            new(3210, "an invoice that is not in Dataverse", DataImport, "Restore the invoice, then retry the message", ConnectorTests),
            new(3211, "an invoice that is not confirmed", InvoiceManager, "Confirm the invoice, then retry the message", ConnectorTests),
            new(3214, "actuals whose invoice is gone", DataImport, "Restore it", ConnectorTests),
            new(3215, "a connection to an actual that is gone", DataImport, "Restore it, or delete what refers to it", ConnectorTests),
            new(
                3217,
                "a reversal of which no connection says what it reverses",
                DataImport,
                "create the connection",
                ConnectorTests,
                "When_other_logic_makes_the_actuals.A_reversal_whose_original_is_not_known_waits_and_is_listed"
            ),
            new(3231, "a date that finance does not have", DataImport, "Correct the date in Dataverse, then retry the row", ConnectorTests),
            new(
                3240,
                "a company that finance does not have",
                Administrator,
                "create it in finance, then retry the message",
                ConnectorTests,
                "When_Business_Central_keeps_the_books.A_company_that_it_does_not_have_is_listed_and_goes_once_it_has"
            ),
            new(
                3241,
                "two drafts of one number",
                Administrator,
                "Delete all drafts of this number in finance but one",
                ConnectorTests,
                "When_Business_Central_keeps_the_books.Two_drafts_of_one_number_are_listed_until_one_is_left"
            ),
            new(
                3242,
                "a draft that somebody changed",
                Administrator,
                "Delete the draft in finance, then retry the message",
                ConnectorTests,
                "When_Business_Central_keeps_the_books.A_draft_that_somebody_changed_before_it_was_complete_is_listed_until_it_is_deleted"
            ),
            new(
                3243,
                "a document that was posted before it was complete",
                Administrator,
                "Cancel the posted document in finance, then retry the message",
                ConnectorTests,
                "When_Business_Central_keeps_the_books.A_document_that_somebody_posted_before_it_was_complete_is_listed_until_it_is_canceled"
            ),
            new(3302, "a posting that Dataverse refuses", ConnectorAdministrator, "Mend the cause, then retry it", ConnectorTests),
            new(
                3303,
                "a connector without its role in Dataverse",
                SystemAdministrator,
                "Give the connector's application user the role Project Invoice Finance Integration",
                ConnectorTests
            ),
            new(3307, "a posted actual that is gone", DataImport, "Restore the actual, then retry the posting", ConnectorTests),
            new(
                3340,
                "a currency without a rate in finance",
                Administrator,
                "Enter the rate in finance",
                ConnectorTests,
                "When_Business_Central_keeps_the_books.A_rate_that_it_does_not_have_is_listed_and_asked_for_again"
            ),
            new(
                3343,
                "a posted document with other lines than were confirmed",
                Administrator,
                "Cancel the posted document in finance",
                ConnectorTests,
                "When_Business_Central_keeps_the_books.A_document_that_somebody_posted_before_it_was_complete_is_listed_until_it_is_canceled"
            ),
            new(
                3320,
                "finance with other books",
                ConnectorAdministrator,
                "POST /api/postings/sources",
                ConnectorTests,
                "When_finance_was_restored_from_a_backup.A_second_finance_is_refused_until_an_administrator_lets_it_take_over"
            ),
            new(
                3323,
                "an invoice that a restored finance posted again under another number or day",
                ConnectorAdministrator,
                "/replace",
                ConnectorTests,
                "When_finance_was_restored_from_a_backup.What_was_posted_again_replaces_what_the_customer_does_not_hold"
            ),
            new(
                3324,
                "an invoice whose posting finance lost with a restore",
                ConnectorAdministrator,
                "post the proposal in finance",
                ConnectorTests,
                "When_finance_was_restored_from_a_backup.An_invoice_that_finance_had_posted_and_lost_is_listed_until_it_is_posted_again"
            ),
            new(
                3325,
                "a lost posting that comes late",
                ConnectorAdministrator,
                "/discard",
                ConnectorTests,
                "When_finance_was_restored_from_a_backup.A_posting_of_before_that_comes_late_changes_nothing"
            ),
        ];

    private static NoRemedy[] WithoutInConnector =>
        [
            new("a push that is refused leaves the message Pending, and the connector asks for it (1302)", "3001-3004,3020-3022"),
            new("only the product writes messages (1120)", "3005"),
            new("a posting that is refused stays in finance's outbox (4407)", "3006,3007"),
            new("a request or a command of an administrator that is refused", "3008,3218,3219,3401-3404,3501,3502"),
            new(
                "a start that is refused, or a map that stops, for every invoice alike: all go on once what is named is corrected",
                "3010,3014,3024,3101-3111,3113-3119,3213"
            ),
            new("passes by itself, and says so", "3013,3204,3205,3216,3244,3250,3299,3301,3305,3306,3308,3309,3322,3342"),
            new("the connector's database: nothing is lost, and all goes on when it is mended", "3025-3027"),
            new("told to Dataverse as 1328", "3251"),
        ];
}
