using InvoicePlugins.Dataverse;

namespace InvoicePlugins.Checks;

/// <summary>What forbids a confirmation (PINV10xx). Records are invoices and their lines, named as the project manager sees them.</summary>
internal static class ConfirmationErrors
{
    /// <summary>The invoice was confirmed before.</summary>
    public static readonly ErrorCode AlreadyConfirmed = new(1001, "The invoice is already confirmed", "Nothing has to be done; to change it, revise it");

    /// <summary>The invoice has a status from which it cannot be confirmed.</summary>
    public static readonly ErrorCode StatusNotConfirmable = new(
        1002,
        "The project invoice status is {0}",
        "Only invoices in Draft or In Review can be confirmed"
    );

    /// <summary>There is nothing to bill.</summary>
    public static readonly ErrorCode NoDetails = new(1003, "The invoice has no invoice line details", "Add what is to be billed, or delete the invoice");

    /// <summary>The invoice has no currency.</summary>
    public static readonly ErrorCode InvoiceWithoutCurrency = new(1004, "The invoice has no currency", "Set its currency");

    /// <summary>The invoice belongs to no contract.</summary>
    public static readonly ErrorCode InvoiceWithoutContract = new(1005, "The invoice has no project contract", "Set the contract it bills");

    /// <summary>Nobody pays for the contract.</summary>
    public static readonly ErrorCode NoContractCustomer = new(
        1006,
        "The project contract has no contract customer",
        "Add the contract customer who pays, since nothing is invoiced without one"
    );

    /// <summary>Several could pay, and nothing says who does.</summary>
    public static readonly ErrorCode ContractCustomerUnclear = new(
        1007,
        "The project contract has {0} contract customers, and neither the invoice nor what it bills says which of them pays",
        "Set the contract customer of the invoice"
    );

    /// <summary>A detail has no quantity.</summary>
    public static readonly ErrorCode NoQuantity = new(1010, "The detail has no quantity", "Enter the quantity; zero is allowed");

    /// <summary>A detail has no price.</summary>
    public static readonly ErrorCode NoPrice = new(1011, "The detail has no price", "Enter the price; zero is allowed");

    /// <summary>A detail has no currency.</summary>
    public static readonly ErrorCode NoCurrency = new(1012, "The detail has no currency", "Set the currency of the invoice");

    /// <summary>A detail is in another currency than its invoice.</summary>
    public static readonly ErrorCode OtherCurrency = new(
        1013,
        "The detail is in another currency than the invoice",
        "Bill it on an invoice in its own currency"
    );

    /// <summary>A detail stands on no line of its invoice.</summary>
    public static readonly ErrorCode NotOnALine = new(
        1014,
        "The detail does not stand on a line of this invoice",
        "Set its invoice line and invoice, or delete it"
    );

    /// <summary>A detail has no transaction class.</summary>
    public static readonly ErrorCode NoClass = new(1015, "The detail has no transaction class", "Delete it and add it again");

    /// <summary>A detail's class cannot be billed.</summary>
    public static readonly ErrorCode ClassNotBilled = new(1016, "The transaction class {0} is not billed by this product", "Remove the detail");

    /// <summary>A product line; not supported.</summary>
    public static readonly ErrorCode ProductLineNotSupported = new(1019, "The line sells a product and not work on a project", "Invoice it from a sales order");

    /// <summary>A detail names more than one original.</summary>
    public static readonly ErrorCode SeveralOriginals = new(
        1020,
        "The detail is connected to {0} unbilled sales actuals",
        "Delete it and add each transaction on its own"
    );

    /// <summary>The named original does not exist.</summary>
    public static readonly ErrorCode OriginalGone = new(1021, "The unbilled sales actual {0} it came from does not exist", "Remove the detail");

    /// <summary>The named original is something else.</summary>
    public static readonly ErrorCode OriginalNotUnbilledSales = new(1022, "The actual {0} it came from is not unbilled sales", "Remove the detail");

    /// <summary>The original was billed elsewhere.</summary>
    public static readonly ErrorCode OriginalAlreadyBilled = new(1023, "The unbilled sales actual {0} is already billed or canceled", "Remove the detail");

    /// <summary>No draft invoice has taken the original.</summary>
    public static readonly ErrorCode OriginalNotTaken = new(
        1024,
        "The billing status of the unbilled sales actual {0} is not Customer Invoice Created",
        "Remove the detail and add the transaction to the invoice again"
    );

    /// <summary>The original was replaced or is a reversal.</summary>
    public static readonly ErrorCode OriginalAdjusted = new(
        1025,
        "The unbilled sales actual {0} has been or is being adjusted",
        "Remove the detail and add the transaction that replaces it"
    );

    /// <summary>The original belongs to another contract.</summary>
    public static readonly ErrorCode OriginalOfOtherContract = new(
        1026,
        "The unbilled sales actual {0} belongs to another project contract",
        "Bill it on an invoice of its own contract"
    );

    /// <summary>The original belongs to another contract customer.</summary>
    public static readonly ErrorCode OriginalOfOtherContractCustomer = new(
        1027,
        "The unbilled sales actual {0} belongs to another contract customer than the rest of the invoice",
        "Bill it on an invoice of its own contract customer"
    );

    /// <summary>Nobody pays for the original.</summary>
    public static readonly ErrorCode OriginalWithoutContractCustomer = new(
        1028,
        "The unbilled sales actual {0} has no contract customer",
        "Set the contract customer of its contract line"
    );

    /// <summary>The original is in another currency.</summary>
    public static readonly ErrorCode OriginalInOtherCurrency = new(
        1029,
        "The unbilled sales actual {0} is in another currency than the invoice",
        "Bill it on an invoice in its own currency"
    );

    /// <summary>Two details bill one original.</summary>
    public static readonly ErrorCode OriginalBilledTwice = new(
        1030,
        "The unbilled sales actual {0} is billed by another detail of this invoice too",
        "Remove one of the two details"
    );

    /// <summary>The class was changed.</summary>
    public static readonly ErrorCode ClassChanged = new(
        1031,
        "The transaction class differs from that of the unbilled sales actual {0}",
        "Set it back, or remove the detail"
    );

    /// <summary>The amount does not follow from its parts.</summary>
    public static readonly ErrorCode AmountUnexplained = new(
        1032,
        "The amount {0} is not what it should be, {1}",
        "Change quantity or price instead of the amount"
    );

    /// <summary>A charge was turned into a credit, or the other way round.</summary>
    public static readonly ErrorCode SignChanged = new(
        1033,
        "The quantity {0} has the other sign than the original quantity {1}",
        "Set the quantity to zero, and add the credit on its own"
    );

    /// <summary>A milestone detail names no milestone.</summary>
    public static readonly ErrorCode NoMilestone = new(1034, "The detail does not say which milestone it bills", "Set its milestone, or remove it");

    /// <summary>The named milestone does not exist.</summary>
    public static readonly ErrorCode MilestoneGone = new(1035, "The milestone {0} does not exist", "Remove the detail");

    /// <summary>No draft invoice has taken the milestone, or it is billed.</summary>
    public static readonly ErrorCode MilestoneNotTaken = new(
        1036,
        "The invoice status of the milestone {0} is not Customer invoice created",
        "Remove the detail, and add the milestone to the invoice again when it is ready and not billed"
    );

    /// <summary>The milestone belongs to another contract.</summary>
    public static readonly ErrorCode MilestoneOfOtherContract = new(
        1037,
        "The milestone {0} belongs to another project contract",
        "Bill it on an invoice of its own contract"
    );

    /// <summary>The milestone is in another currency.</summary>
    public static readonly ErrorCode MilestoneInOtherCurrency = new(
        1038,
        "The milestone {0} is in another currency than the invoice",
        "Bill it on an invoice in its own currency"
    );

    /// <summary>Two details bill one milestone.</summary>
    public static readonly ErrorCode MilestoneBilledTwice = new(
        1039,
        "The milestone {0} is billed by another detail of this invoice too",
        "Remove one of the two details"
    );

    /// <summary>A detail names another contract than its invoice.</summary>
    public static readonly ErrorCode OtherContract = new(
        1040,
        "The detail belongs to another project contract than the invoice",
        "Bill it on an invoice of its own contract"
    );

    /// <summary>The original's customer is not the one billed.</summary>
    public static readonly ErrorCode OriginalOfOtherCustomer = new(
        1041,
        "The unbilled sales actual {0} belongs to another customer than the invoice",
        "Bill it on an invoice of its own customer"
    );

    /// <summary>A detail added by hand stands on a line whose billing method nobody knows.</summary>
    public static readonly ErrorCode NoBillingMethod = new(1042, "The line has no billing method", "Set it to Time and Material or Fixed Price");

    /// <summary>A detail names a milestone without being one.</summary>
    public static readonly ErrorCode MilestoneOnOtherClass = new(
        1043,
        "The detail names a milestone, but its transaction class is {0}",
        "Remove the milestone from the detail"
    );

    /// <summary>A milestone detail is connected to unbilled sales.</summary>
    public static readonly ErrorCode MilestoneWithOriginal = new(
        1044,
        "The detail bills a milestone and an unbilled sales actual at once",
        "Delete it and add each on its own"
    );

    /// <summary>An edit of an amount that quantity and price do not explain.</summary>
    public static readonly ErrorCode AmountMethodNotEditable = new(
        1045,
        "Quantity or price was edited, but the amount method is {0}",
        "Set quantity and price back, or remove the detail"
    );

    /// <summary>A fixed amount that is not there.</summary>
    public static readonly ErrorCode NoAmount = new(
        1046,
        "The detail has no amount, and its amount method {0} does not let it follow from quantity and price",
        "Enter the amount"
    );

    /// <summary>A detail without an original does not say whether it is charged; finance would never invoice it.</summary>
    public static readonly ErrorCode NoBillingType = new(1047, "The detail has no billing type", "Set it to Chargeable, Non-chargeable or Complimentary");

    /// <summary>A confirmation, its undoing or the filling of a corrective draft is under way.</summary>
    public static readonly ErrorCode Running = new(
        1050,
        "A confirmation of the invoice is under way ({0}, {1} %)",
        "Wait until it has ended, resume it if it does not go on, or cancel it",
        ErrorKind.Passing
    );

    /// <summary>A confirmation stopped halfway.</summary>
    public static readonly ErrorCode PartlyBilled = new(
        1051,
        "A confirmation of the invoice stopped after a part of it was billed",
        "Resume the confirmation, or cancel it, which takes back what was billed"
    );

    /// <summary>The invoice names somebody who does not pay for its contract.</summary>
    public static readonly ErrorCode ContractCustomerOfOtherContract = new(
        1090,
        "The contract customer of the invoice is not one of its project contract",
        "Set one of the contract, or leave it empty where the contract has only one"
    );

    /// <summary>A line bills a line of another contract.</summary>
    public static readonly ErrorCode ContractLineOfOtherContract = new(
        1091,
        "The line bills a contract line of another project contract",
        "Bill it on an invoice of its own contract"
    );

    /// <summary>Finance knows invoices by their number.</summary>
    public static readonly ErrorCode NumberTaken = new(
        1092,
        "Another invoice has the project invoice number {0}",
        "Change the number of one of them; finance knows them by it"
    );

    /// <summary>Finance knows invoices by their number.</summary>
    public static readonly ErrorCode NoNumber = new(1093, "The invoice has no number", "Give it one; finance knows it by that");

    /// <summary>A milestone is billed with what was agreed.</summary>
    public static readonly ErrorCode MilestoneAmountDiffers = new(
        1094,
        "The amount {1} is not the {2} that were agreed for the milestone {0}",
        "Set the amount back, or change the milestone of the contract line first"
    );
}
