namespace Finance.Tests.Properties;

/// <summary>A line of a random invoice; its amount in the smallest unit of the currency.</summary>
internal sealed record RandomLine(long Units, string Type, int Day);
