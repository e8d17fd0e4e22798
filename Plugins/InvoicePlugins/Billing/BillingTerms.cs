using System;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Billing;

/// <summary>What is the same for every row of one confirmation.</summary>
/// <param name="AccountingDate">When the accounting day of every row made begins: the invoice's, else the day of confirmation.</param>
/// <param name="Decimals">The decimals of the invoice's currency.</param>
/// <param name="ContractCustomer">Who pays for what has no original.</param>
internal sealed record BillingTerms(Invoice Invoice, DateTime AccountingDate, int Decimals, Guid? ContractCustomer);
