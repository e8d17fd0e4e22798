namespace ProjectInvoice.Finance.Api;

/// <summary>The error body below /api.</summary>
internal sealed record ApiError(ApiFault Error);
