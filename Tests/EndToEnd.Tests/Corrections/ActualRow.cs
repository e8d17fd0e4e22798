using System.Text.Json.Nodes;

namespace EndToEnd.Tests.Corrections;

/// <summary>Figures of an actual as the Web API reads it.</summary>
internal static class ActualRow
{
    public static decimal Quantity(this JsonObject row) => row["msdyn_quantity"]!.GetValue<decimal>();

    public static decimal Amount(this JsonObject row) => row["msdyn_amount"]!.GetValue<decimal>();

    public static decimal AccountingAmount(this JsonObject row) => row["msdyn_accountingamount"]!.GetValue<decimal>();
}
