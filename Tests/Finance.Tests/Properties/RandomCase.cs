namespace ProjectInvoice.Finance.Tests.Properties;

/// <summary>A random set-up and an invoice in it.</summary>
internal sealed record RandomCase(RandomSetup Setup, IReadOnlyList<RandomLine> Lines, int Seed);
