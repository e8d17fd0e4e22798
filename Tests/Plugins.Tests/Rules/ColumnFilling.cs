using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Rules;

/// <summary>
/// Fills every column that rows take over from what they are made of with a value of its own for each source, so that a test sees where a value came from.
/// Written out here, and not taken from the product.
/// </summary>
internal static class ColumnFilling
{
    private static readonly DateTime Day = new(2026, 9, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>What actuals and details both have and rows take over.</summary>
    public static IReadOnlyList<string> OnBoth { get; } =
    [
        "msdyn_accountcustomer",
        "msdyn_accountvendor",
        "msdyn_amountmethod",
        "msdyn_basisamount",
        "msdyn_basisprice",
        "msdyn_basisquantity",
        "msdyn_bookableresource",
        "msdyn_contactcustomer",
        "msdyn_contactvendor",
        "msdyn_contractorganizationalunitid",
        "msdyn_customertype",
        "msdyn_documentdate",
        "msdyn_enddatetime",
        "msdyn_exchangeratedate",
        "msdyn_percent",
        "msdyn_pricelist",
        "msdyn_product",
        "msdyn_project",
        "msdyn_resourcecategory",
        "msdyn_resourceorganizationalunitid",
        "msdyn_salescontract",
        "msdyn_salescontractline",
        "msdyn_salescontractlineid",
        "msdyn_startdatetime",
        "msdyn_task",
        "msdyn_transactioncategory",
        "msdyn_transactionclassification",
        "msdyn_unit",
        "msdyn_unitschedule",
        "msdyn_vendortype",
        "transactioncurrencyid",
    ];

    /// <summary>What only actuals have and rows take over.</summary>
    public static IReadOnlyList<string> OnActuals { get; } =
    [
        "msdyn_externaloriginreference",
        "msdyn_externalreferencedate",
        "msdyn_externalreferenceid",
        "msdyn_nameofbookableresource",
        "msdyn_projectcontractsplitbillingrule",
        "msdyn_valueofsalescontractline",
    ];

    public static void Fill(Situation situation)
    {
        situation.Invoice["ownerid"] = new EntityReference("systemuser", new Guid("a0000000-0000-0000-0000-000000000009"));
        Fill(situation.Detail, "detail", OnBoth);
        Fill(situation.Original, "U0", [.. OnBoth, .. OnActuals]);
        Fill(situation.Unbilled, "U0", [.. OnBoth, .. OnActuals]);
        Fill(situation.Billed, "B0", [.. OnBoth, .. OnActuals]);
        Fill(situation.RetainerOpen, "R0", [.. OnBoth, .. OnActuals]);
    }

    private static void Fill(Entity? row, string source, IReadOnlyList<string> columns)
    {
        if (row is null)
        {
            return;
        }

        foreach (var column in columns.Where(column => !row.Contains(column) || row[column] is DateTime))
        {
            row[column] = ValueOf(column, source);
        }

        row["msdyn_description"] = "description of " + source;
        row["msdyn_externaldescription"] = "external description of " + source;
    }

    private static object ValueOf(string column, string source)
    {
        var number = Array.IndexOf(["detail", "U0", "B0", "R0"], source) + 1;
        return column switch
        {
            "msdyn_salescontractline"
            or "msdyn_valueofsalescontractline"
            or "msdyn_nameofbookableresource"
            or "msdyn_externaloriginreference"
            or "msdyn_externalreferenceid" => column + " of " + source,
            "msdyn_documentdate" or "msdyn_enddatetime" or "msdyn_exchangeratedate" or "msdyn_externalreferencedate" or "msdyn_startdatetime" => Day.AddDays(
                    number
                )
                .AddHours(column.Length),
            "msdyn_basisamount" or "msdyn_basisprice" => new Money((100 * number) + column.Length),
            "msdyn_basisquantity" or "msdyn_percent" => (10m * number) + column.Length,
            "msdyn_amountmethod" => new OptionSetValue((int)AmountMethod.MultiplyQuantityByPrice),
            "msdyn_customertype" or "msdyn_vendortype" => new OptionSetValue(192350000 + number),
            _ => new EntityReference("table of " + column, new Guid(number, (short)column.Length, 0, [0, 0, 0, 0, 0, 0, 0, 1])),
        };
    }
}
