using System;

namespace InvoicePlugins.Dataverse;

/// <summary>The one way amounts are rounded.</summary>
internal static class MoneyRounding
{
    /// <summary>Rounds half away from zero.</summary>
    /// <param name="decimals">The currency's decimals.</param>
    /// <returns>The rounded amount.</returns>
    public static decimal Round(decimal amount, int decimals) => Math.Round(amount, decimals, MidpointRounding.AwayFromZero);
}
