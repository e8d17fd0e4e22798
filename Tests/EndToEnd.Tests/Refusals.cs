using LocalEnvironment.Dataverse;
using LocalEnvironment.Finance;

namespace EndToEnd.Tests;

/// <summary>What a refused request has in common on either side: a PINV code of its own, and nothing changed.</summary>
internal static class Refusals
{
    public static async Task<string> OfDataverseAsync(Func<Task> request)
    {
        var refusal = await Assert.ThrowsExactlyAsync<DataverseException>(request);
        StringAssert.Matches(refusal.Message, new System.Text.RegularExpressions.Regex(@"^PINV\d{4}: "));
        return refusal.Message;
    }

    public static async Task<string> OfFinanceAsync(Func<Task> request)
    {
        var refusal = await Assert.ThrowsExactlyAsync<FinanceException>(request);
        StringAssert.Matches(refusal.Message, new System.Text.RegularExpressions.Regex(@"^PINV\d{4}: "));
        return refusal.Message;
    }
}
