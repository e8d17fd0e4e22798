namespace ProjectInvoice.Finance.Api;

/// <summary>What is wrong: code, the record as its user knows it, cause and remedy; all faults where there is more than one.</summary>
internal sealed record ApiFault(string Code, string Record, string Message, IReadOnlyList<ApiFault>? Details = null);
