using System.Globalization;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Rules;

[TestClass]
internal sealed class When_rows_are_written_every_column_is_right
{
    public static IEnumerable<object[]> Rows =>
        BillingCases
            .All.SelectMany(row => row.Classes, (row, @class) => new { row, @class })
            .SelectMany(it => it.row.BillingTypes, (it, type) => new object[] { it.row.Name, (int)it.@class, type });

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void For_each_rule_class_and_billing_type(string rule, int @class, BillingType type)
    {
        var row = BillingCases.All.Single(it => it.Name == rule && it.Classes.Contains((TransactionClass)@class));
        var situation = row.Given((TransactionClass)@class, type);

        // The sources differ here in every column, so that it shows where each value comes from. A confirmation refuses just that.
        Assert.AreEqual("", string.Join("\n", situation.Faults().Where(fault => !fault.StartsWith(StateErrors.ToldDiffers.Code, StringComparison.Ordinal))));

        var outcome = situation.Bill();

        var expected = row.Actuals.Split('\n').Select(line => line.Split('|').Select(cell => cell.Trim()).ToArray()).ToList();
        Assert.AreEqual(
            string.Join(" ", expected.Select(cells => cells[0])),
            string.Join(" ", outcome.Actuals.Select(actual => actual.Substring(0, actual.IndexOf(' '))))
        );
        foreach (var cells in expected)
        {
            Assert.AreEqual(InWords(Expected(cells, situation, type)), InWords(outcome[cells[0]]), $"{rule}, {cells[0]}");
        }

        Lists.Same(outcome.Connections, row.Connections);
        Lists.Same(outcome.Origins, row.Origins);
        Lists.Same(outcome.Changed, row.Changes);
    }

    private static Entity Expected(string[] cells, Situation situation, BillingType type)
    {
        var id = NameBasedGuid.Derive(Situation.DetailId.ToString("d"), cells[0]);
        var row = new Entity("msdyn_actual", id)
        {
            ["msdyn_transactiontypecode"] = new OptionSetValue((int)(cells[1] == "billed" ? TransactionType.BilledSales : TransactionType.UnbilledSales)),
            ["msdyn_quantity"] = Number(cells[2]),
            ["msdyn_price"] = new Money(Number(cells[3])!.Value),
            ["msdyn_amount"] = new Money(Number(cells[4])!.Value),
            ["pinv_taxamount"] = Number(cells[5]) is { } tax ? new Money(tax) : null,
            ["msdyn_billingtype"] = new OptionSetValue((int)BillingTypeOf(cells[6], type)),
            ["msdyn_billingstatus"] = new OptionSetValue((int)BillingStatusOf(cells[7])),
            ["msdyn_adjustmentstatus"] = cells[8] == "unadjustable" ? new OptionSetValue((int)AdjustmentStatus.Unadjustable) : null,
            ["pinv_skipsync"] = cells[9] == "skip",
            ["msdyn_invoice"] = cells[10] == "none" ? null : new EntityReference("invoice", Situation.InvoiceId),
            ["msdyn_accountingdate"] = Situation.AccountingDate,
            ["msdyn_actualimportid"] = id.ToString("d"),
            ["ownerid"] = situation.Invoice["ownerid"],
            ["msdyn_description"] = "description of " + cells[12],
            ["msdyn_externaldescription"] = "external description of " + cells[12],
        };

        var source = cells[11] switch
        {
            "U0" => situation.Original ?? situation.Unbilled!,
            "B0" => situation.Billed!,
            "R0" => situation.RetainerOpen!,
            _ => situation.Detail,
        };
        foreach (var column in ColumnFilling.OnBoth.Concat(source == situation.Detail ? [] : ColumnFilling.OnActuals))
        {
            row[column] = source[column];
        }

        if (source == situation.Detail)
        {
            // What details do not have follows from the invoice and its line.
            row["msdyn_projectcontractsplitbillingrule"] = new EntityReference("msdyn_projectcontractsplitbillingrule", Situation.ContractCustomerId);
            row["msdyn_valueofsalescontractline"] = ((EntityReference)source["msdyn_salescontractlineid"]).Id.ToString("d");
        }

        if (situation.Retainer is not null)
        {
            row["msdyn_project"] = null;
            row["msdyn_task"] = null;
        }

        return row;
    }

    private static decimal? Number(string text) => text == "none" ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    private static BillingType BillingTypeOf(string text, BillingType type) =>
        text switch
        {
            "same" => type,
            "other" => BillingCases.Other(type),
            "NonChargeable" => BillingType.NonChargeable,
            _ => throw new ArgumentOutOfRangeException(nameof(text), text, null),
        };

    private static BillingStatus BillingStatusOf(string text) =>
        text switch
        {
            "posted" => BillingStatus.CustomerInvoicePosted,
            "canceled" => BillingStatus.Canceled,
            _ => BillingStatus.UnbilledSalesCreated,
        };

    // A column that is not there is empty.
    private static string InWords(Entity row) =>
        row.Id.ToString("d")
        + "\n"
        + string.Join(
            "\n",
            row.Attributes.Where(column => column.Value is not null)
                .OrderBy(column => column.Key, StringComparer.Ordinal)
                .Select(column => $"{column.Key}: {Outcome.ValueOf(column.Value)}")
        );
}
