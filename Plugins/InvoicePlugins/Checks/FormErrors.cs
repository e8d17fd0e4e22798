using InvoicePlugins.Dataverse;

namespace InvoicePlugins.Checks;

/// <summary>What finance would refuse by its form, once nobody can correct it here any more (PINV10xx, PINV11xx).</summary>
internal static class FormErrors
{
    /// <summary>An amount of the detail with more decimals than its currency has.</summary>
    public static readonly ErrorCode TooManyDecimals = new(
        1067,
        "The {0} {1} has more than the {2} decimals of {3}",
        "Enter the {0} with at most {2} decimals; quantity and price may have more"
    );

    /// <summary>An amount with more decimals than its currency has, which confirmation would have to take back exactly.</summary>
    public static readonly ErrorCode BehindHasTooManyDecimals = new(
        1068,
        "The {0} {1} of the actual {2} has more than the {3} decimals of {4}, and could not be taken back exactly",
        "Remove the detail, correct what was recorded and add it again; where the decimals of the currency were lowered, have an administrator set them back"
    );

    /// <summary>A number that is too long.</summary>
    public static readonly ErrorCode NumberTooLong = new(
        1069,
        "The project invoice number has {0} characters, of which finance takes {1}",
        "Shorten the number"
    );

    /// <summary>A key that finance cannot read.</summary>
    public static readonly ErrorCode ImportIdUnusable = new(
        1087,
        "The import id '{0}' of the actual {1} is no GUID, so that finance does not take it",
        "Remove the detail, or have who loads data empty the import id or set it to a GUID"
    );

    /// <summary>A date on which nothing happens.</summary>
    public static readonly ErrorCode DateUnusable = new(
        1088,
        "{0} is {1:yyyy-MM-dd}, which cannot be a date of business",
        "Enter a date between {2} and {3}, or none; where it was recorded so, remove the detail and correct what was recorded"
    );

    /// <summary>A contract that finance cannot name.</summary>
    public static readonly ErrorCode ContractWithoutNumber = new(1143, "The project contract '{0}' has no number", "Give it one; finance knows it by that");

    /// <summary>Finance cannot tell who is invoiced.</summary>
    public static readonly ErrorCode NobodyInvoiced = new(
        1144,
        "Neither the customer '{0}' has an account number nor the contract customer a number",
        "Enter the account number of the customer; finance knows who is invoiced by that"
    );

    /// <summary>A currency that finance cannot name.</summary>
    public static readonly ErrorCode CurrencyCodeUnusable = new(
        1145,
        "The currency code '{0}' is not one of ISO 4217",
        "Have an administrator correct the code of the currency",
        ErrorKind.Setting
    );

    /// <summary>Nobody would book it.</summary>
    public static readonly ErrorCode NoCompany = new(
        1146,
        "Neither the project of the detail nor that of its contract line has a company",
        "Set the owning company of the project"
    );

    /// <summary>A company that finance cannot name.</summary>
    public static readonly ErrorCode CompanyUnusable = new(
        1147,
        "The company code '{0}' has more than {1} characters",
        "Have an administrator correct the code of the company",
        ErrorKind.Setting
    );

    /// <summary>One invoice goes to one company.</summary>
    public static readonly ErrorCode SeveralCompanies = new(
        1148,
        "The detail belongs to company {0}, the details before it to {1}",
        "Bill it on an invoice of its own company"
    );

    /// <summary>One invoice goes to one company, however many parts it is checked in.</summary>
    public static readonly ErrorCode CompaniesDiffer = new(
        1149,
        "Its details belong to companies {0}",
        "Take the details of all but one off the invoice and bill them on invoices of their own, then confirm again"
    );
}
