using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>What finance says of a withdrawal.</summary>
/// <param name="Company">The company that it echoes.</param>
/// <param name="Proposal">The proposal that it echoes.</param>
/// <param name="Asked">How many actuals it was asked for.</param>
/// <param name="Standing">How many rows of the invoice are still there.</param>
internal sealed record WithdrawalAnswer(string Company, string Proposal, int Asked, int Standing)
{
    /// <summary>Reads an answer; null where it is none.</summary>
    /// <param name="content">The body.</param>
    public static WithdrawalAnswer? Read(string? content)
    {
        try
        {
            return
                Http.NewtonsoftSerializer.Parse(content ?? "") is JObject answer
                && (string?)answer["dataAreaId"] is { } company
                && (string?)answer["invoiceProposalId"] is { } proposal
                && answer["asked"] is JValue { Type: JTokenType.Integer } asked
                && answer["standing"] is JValue { Type: JTokenType.Integer } standing
                ? new WithdrawalAnswer(company, proposal, (int)asked, (int)standing)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether it says, of exactly what was asked, that nothing stands any more.</summary>
    /// <param name="asked">How many actuals were named.</param>
    public bool SaysNothingStands(string company, string proposal, int asked) =>
        string.Equals(Company, company, StringComparison.OrdinalIgnoreCase) && Proposal == proposal && Asked == asked && Standing == 0;
}
