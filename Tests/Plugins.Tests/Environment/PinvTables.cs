using LocalDataverse;
using LocalDataverse.Metadata;

namespace Plugins.Tests.Environment;

/// <summary>The tables and columns that the solution brings, as its contract names them.</summary>
internal static class PinvTables
{
    public static void AddTo(DataverseOrganization organization)
    {
        Add(organization, "msdyn_actual", new("pinv_skipsync", ColumnType.Boolean), Money("pinv_taxamount"));
        organization.AddKey("msdyn_actual", new AlternateKey("pinv_actualimportidkey", "Actual import id", ["msdyn_actualimportid"]));

        organization.AddTable(Retainer());
        Add(
            organization,
            "msdyn_invoicelinetransaction",
            Money("pinv_taxamount"),
            Lookup("pinv_milestoneid", "msdyn_contractlinescheduleofvalue"),
            Lookup("pinv_retainerid", "pinv_retainer"),
            Choice("pinv_retaineraction", "Invoice", "Apply", "Refund"));
        Add(
            organization,
            "invoice",
            Choice("pinv_confirmationstatus", "None", "Scheduled", "Processing", "Complete", "Failed") with { Default = 482190000 },
            new("pinv_confirmationprogress", ColumnType.Integer),
            Choice("pinv_financestatus", "Not sent", "Sent", "In review", "Posted", "Failed", "Nothing to invoice") with { Default = 482190000 },
            Date("pinv_accountingdate"),
            new("pinv_customerinvoicenumber", ColumnType.String) { MaxLength = 50 },
            Date("pinv_customerinvoicedate"),
            Money("pinv_taxamount"),
            new("pinv_lasterror", ColumnType.Memo) { MaxLength = 4000 });
        organization.AddTable(Message());
    }

    private static TableMetadata Retainer() =>
        new TableMetadata("pinv_retainer", "pinv_retainers", "pinv_retainerid", "pinv_name", TableOwnership.User).WithColumns(
        [
            Lookup("pinv_contractid", "salesorder"), Lookup("pinv_contractcustomerid", "msdyn_projectcontractsplitbillingrule"), Money("pinv_amount"),
            Money("pinv_usedamount"), Choice("pinv_status", "Open", "Invoiced", "Used", "Refunded"),
        ]);

    private static TableMetadata Message() =>
        new TableMetadata("pinv_integrationmessage", "pinv_integrationmessages", "pinv_integrationmessageid", "pinv_name", TableOwnership.User)
        {
            ChangeTracking = true,
            Keys = [new AlternateKey("pinv_integrationmessagekey", "Key", ["pinv_key"])],
        }.WithColumns(
        [
            new("pinv_key", ColumnType.String) { MaxLength = 100 },
            Choice("pinv_messagetype", "Invoice confirmed"),
            Lookup("pinv_invoiceid", "invoice"),
            Choice("pinv_status", "Pending", "Sent", "Failed"),
            new("pinv_attempts", ColumnType.Integer),
            new("pinv_lasterror", ColumnType.Memo) { MaxLength = 4000 },
            new("pinv_correlationid", ColumnType.String) { MaxLength = 36 },
            new("pinv_senton", ColumnType.DateTime),
        ]);

    private static void Add(DataverseOrganization organization, string table, params ColumnMetadata[] columns)
    {
        foreach (var column in columns)
        {
            organization.AddColumn(table, column);
        }
    }

    private static ColumnMetadata Money(string name) => new(name, ColumnType.Money) { Precision = 4, PrecisionSource = PrecisionSource.Currency };

    private static ColumnMetadata Date(string name) =>
        new(name, ColumnType.DateTime) { Behavior = DateTimeBehavior.DateOnly, Format = DateTimeFormat.DateOnly };

    private static ColumnMetadata Lookup(string name, string target) => new(name, ColumnType.Lookup) { Targets = [target] };

    private static ColumnMetadata Choice(string name, params string[] labels) =>
        new(name, ColumnType.Picklist) { Options = [.. labels.Select((label, index) => new ChoiceOption(482190000 + index, label))] };
}
