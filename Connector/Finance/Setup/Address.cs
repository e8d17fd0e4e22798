namespace ProjectInvoice.Finance.Setup;

/// <summary>A postal address; every part may be missing.</summary>
internal sealed record Address(string? Street = null, string? City = null, string? PostalCode = null, string? Country = null);
