using ProjectInvoice.Finance.Setup;

namespace ProjectInvoice.Finance.Documents;

/// <summary>Who sells or buys. The identifier is the company or the customer account.</summary>
internal sealed record InvoiceParty(string Identifier, string Name, Address? Address, string? TaxNumber, string? RegistrationNumber);
