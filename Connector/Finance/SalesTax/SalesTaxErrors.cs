namespace ProjectInvoice.Finance.SalesTax;

/// <summary>What can be wrong with sales tax groups and codes.</summary>
internal static class SalesTaxErrors
{
    /// <summary>Of one that a user chose.</summary>
    public static readonly ErrorCode UnknownGroup = new(
        4013,
        "Sales tax group {0} is not set up in {1}",
        "Add it, then repeat the change",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    /// <summary>Of one that a user chose.</summary>
    public static readonly ErrorCode UnknownItemGroup = new(
        4013,
        "Item sales tax group {0} is not set up in {1}",
        "Add it, then repeat the change",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    /// <summary>Zero, exempt and reverse charge need none.</summary>
    public static readonly ErrorCode NoPercentage = new(
        4208,
        "Sales tax code {0} has no percentage on {1}",
        "Add it, then {2}",
        ErrorKind.Setting,
        StatusCodes.Status400BadRequest
    );
}
