namespace ProjectInvoice.Finance.Tests.Properties;

/// <summary>A random invoice around a retainer.</summary>
/// <param name="What">What it is about: 0 to 4 use, 5 and 6 refund, 7 to 9 credit something.</param>
/// <param name="Share">Which part of what is left is taken, in thousandths; above 1,000 all of it. For a credit: which one of what can be credited.</param>
/// <param name="Work">What it charges besides, in the smallest unit of the currency; none where zero.</param>
/// <param name="Day">The day of the invoice.</param>
internal sealed record RandomStep(int What, int Share, int Work, int Day);
