using InvoicePlugins.Dataverse.Tables;

namespace Plugins.Tests.Rules;

/// <summary>One row of the tables "Actuals on confirmation" and "Corrections", with all that has to be written for it.</summary>
/// <param name="name">The row of the table.</param>
/// <param name="classes">The transaction classes it is for.</param>
/// <param name="given">The detail and what it bills, by class and billing type.</param>
internal sealed class BillingCase(string name, IReadOnlyList<TransactionClass> classes, Func<TransactionClass, BillingType, Situation> given)
{
    public string Name => name;

    public IReadOnlyList<TransactionClass> Classes => classes;

    /// <summary>The billing types it is tried with; the first is the one of the worked example.</summary>
    public IReadOnlyList<BillingType> BillingTypes { get; init; } =
    [BillingType.Chargeable, BillingType.NonChargeable, BillingType.Complimentary, BillingType.NotAvailable];

    /// <summary>
    /// The actuals, one a line: role | type | quantity | price | amount | tax | billing type | billing status | adjustment status | skip sync | invoice | where
    /// the copied columns come from | where the descriptions come from.
    /// </summary>
    public string Actuals { get; init; } = "";

    public string[] Connections { get; init; } = [];

    public string[] Origins { get; init; } = [];

    public string[] Changes { get; init; } = [];

    public Situation Given(TransactionClass @class, BillingType billingType) => given(@class, billingType);
}
