using System.Globalization;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace FakeXrmEasy.Tests;

/// <summary>The same rows in both organizations, and the comparison of what the plug-ins made of them.</summary>
internal sealed class TwoOrganizations
{
    private static readonly string[] WrittenTables =
    [
        "invoice",
        "invoicedetail",
        "msdyn_invoicelinetransaction",
        "msdyn_actual",
        "msdyn_transactionconnection",
        "msdyn_transactionorigin",
        "msdyn_contractlinescheduleofvalue",
        "pinv_retainer",
        "pinv_integrationmessage",
    ];

    private static readonly string[] ReadTables =
    [
        "account",
        "pricelevel",
        "salesorder",
        "salesorderdetail",
        "msdyn_projectcontractsplitbillingrule",
        "msdyn_project",
        "cdm_company",
        "transactioncurrency",
        "systemuser",
        "role",
        "systemuserroles",
        "environmentvariabledefinition",
        "environmentvariablevalue",
    ];

    // Columns that the platform fills, and that FakeXrmEasy fills otherwise or not at all.
    private static readonly HashSet<string> PlatformColumns = new(StringComparer.Ordinal)
    {
        "createdon",
        "createdby",
        "modifiedon",
        "modifiedby",
        "createdonbehalfby",
        "modifiedonbehalfby",
        "owninguser",
        "owningteam",
        "owningbusinessunit",
        "statecode",
        "statuscode",
        "versionnumber",
        "exchangerate",
    };

    public TwoOrganizations(Site site)
    {
        Site = site;
        Faked = new FakedOrganization(
            WrittenTables.Concat(ReadTables).SelectMany(site.All),
            new EntityReference("systemuser", new Guid("c0000000-0000-4000-8000-000000000001")),
            Site.Now
        );
    }

    public Site Site { get; }

    public FakedOrganization Faked { get; }

    /// <summary>Confirms in both, first in the local one: its correlation id is the other's too.</summary>
    public void Confirm(Guid invoice)
    {
        Site.Confirm(invoice);
        Faked.CorrelationId = new Guid((string)Message(invoice)["pinv_correlationid"]);
        Faked.Confirm(invoice);
    }

    /// <summary>Every row of every table that the plug-ins write is the same in both, column by column.</summary>
    public void AreTheSame()
    {
        var local = WrittenTables.SelectMany(table => Lines(table, Site.All(table))).ToList();
        var faked = WrittenTables.SelectMany(table => Lines(table, Faked.All(table))).ToList();

        Assert.AreEqual(
            "",
            string.Join("\n", local.Except(faked).Select(line => "only local: " + line).Concat(faked.Except(local).Select(line => "only faked: " + line)))
        );
        Assert.AreEqual(local.Count, faked.Count);
    }

    /// <summary>The actuals that the plug-ins made in FakeXrmEasy's organization.</summary>
    public IReadOnlyList<Actual> MadeInFaked(Guid invoice) =>
        [.. Faked.All("msdyn_actual").Where(row => row.GetAttributeValue<EntityReference>("msdyn_invoice")?.Id == invoice).Select(row => new Actual(row))];

    /// <summary>Expects the kinds and amounts of the actuals made in FakeXrmEasy's organization.</summary>
    public void Made(Guid invoice, params string[] expected) =>
        Assert.AreEqual(
            string.Join("\n", expected),
            string.Join(
                "\n",
                MadeInFaked(invoice)
                    .Select(row => FormattableString.Invariant($"{row.Type} {row.NetAmount:0.00}"))
                    .OrderBy(line => line, StringComparer.Ordinal)
            )
        );

    private Entity Message(Guid invoice) =>
        Site.All("pinv_integrationmessage").Single(row => row.GetAttributeValue<EntityReference>("pinv_invoiceid").Id == invoice);

    private static IEnumerable<string> Lines(string table, IReadOnlyList<Entity> rows) =>
        from row in rows
        from column in row.Attributes
        where column.Value is not null && !IsPlatforms(table, column.Key, column.Value)
        select $"{table} {row.Id:d} {column.Key}: {Text(column.Value)}";

    private static bool IsPlatforms(string table, string column, object value) =>
        PlatformColumns.Contains(column)
        || column.EndsWith("_base", StringComparison.Ordinal)
        || (column == "ownerid" && table != Actual.Table)
        || value is false; // The platform fills every empty yes/no column.

    private static string Text(object value) =>
        value switch
        {
            EntityReference reference => $"{reference.LogicalName} {reference.Id:d}",
            OptionSetValue choice => choice.Value.ToString(CultureInfo.InvariantCulture),
            Money money => money.Value.ToString("0.##########", CultureInfo.InvariantCulture),
            decimal number => number.ToString("0.##########", CultureInfo.InvariantCulture),
            DateTime time => time.ToString("s", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
}
