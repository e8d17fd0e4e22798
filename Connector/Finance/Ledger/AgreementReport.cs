namespace ProjectInvoice.Finance.Ledger;

/// <summary>Where ledger and subledgers differ; empty is right.</summary>
internal sealed record AgreementReport(IReadOnlyList<string> Differences);
