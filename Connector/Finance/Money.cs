namespace Finance;

/// <summary>Decimal money: rounded once, at the currency's decimals, half away from zero.</summary>
internal static class Money
{
    // Dividing by a one of full scale strips trailing zeros, so that 4.00 and 4 are stored, hashed and written alike.
    private const decimal OneOfFullScale = 1.0000000000000000000000000000m;

    public static decimal Round(decimal amount, int decimals) => Normalise(Math.Round(amount, decimals, MidpointRounding.AwayFromZero));

    public static decimal Normalise(decimal value) => value / OneOfFullScale;

    public static bool FitsDecimals(decimal amount, int decimals) => Math.Round(amount, decimals) == amount;
}
