namespace ProjectInvoice.Finance.Agreement;

/// <summary>Where ledger and subledgers differ; empty is right.</summary>
internal sealed record AgreementReport(IReadOnlyList<string> Differences);
