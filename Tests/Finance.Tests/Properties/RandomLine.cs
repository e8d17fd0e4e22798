namespace ProjectInvoice.Finance.Tests.Properties;

/// <summary>
/// A line of a random invoice; its amount in the smallest unit of the currency. Kept says how many thirds of it a correction bills again; three leaves it
/// alone.
/// </summary>
internal sealed record RandomLine(long Units, string Type, int Day, int Kept);
