namespace ProjectInvoice.Finance.Tests.Month;

/// <summary>An exchange rate of the month.</summary>
internal sealed record Rate(string Type, string From, string To, string ValidFrom, decimal Value);
