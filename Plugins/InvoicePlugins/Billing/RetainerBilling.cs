using InvoicePlugins.Retainers;

namespace InvoicePlugins.Billing;

/// <summary>What a rule made of one detail that concerns a retainer.</summary>
/// <param name="Rows">The rows of the detail.</param>
/// <param name="After">What is left of the retainer after it.</param>
internal sealed record RetainerBilling(DetailBilling Rows, RetainerBalance After);
