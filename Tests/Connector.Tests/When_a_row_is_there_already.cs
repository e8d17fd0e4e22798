using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Storage;

namespace ProjectInvoice.Connector.Tests;

/// <summary>A lost answer, then "already exists": what finance holds is compared as values, however it spells them.</summary>
[TestClass]
internal sealed class When_a_row_is_there_already
{
    [TestMethod]
    [TestCategory("Exhaustive")]
    [DataRow("dataAreaId", "\"uspm\"")]
    [DataRow("ActualId", "\"{ID}\"")]
    [DataRow("AccountingDate", "\"2026-09-30T12:00:00Z\"")]
    [DataRow("AccountingDate", "\"2026-09-30T00:00:00+00:00\"")]
    [DataRow("TransactionType", "\"SALES\"")]
    [DataRow("TransactionType", "\"Microsoft.Dynamics.DataEntities.ProjCDSTransType'Sales'\"")]
    [DataRow("TransactionType", "1")]
    [DataRow("Amount", "1000.00")]
    [DataRow("Amount", "\"1000.0000\"")]
    [DataRow("Amount", "1E3")]
    [DataRow("TransactionClassification", "\"192350000\"")]
    [DataRow("ContractId", "\"CON-00021   \"")]
    [DataRow("ExternalDescription", "\"\"")]
    [DataRow("EndDate", "\"2026-09-12T14:00:00+02:00\"")]
    [DataRow("AdjustmentStatus", "0")]
    public async Task Another_spelling_of_the_same_row_counts_as_delivered(string field, string spelled)
    {
        var (state, _) = await DeliverAsync(field, spelled);

        Assert.IsNull(state);
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DataRow("AccountingDate", "\"2026-10-01T12:00:00Z\"")]
    [DataRow("AccountingDate", "\"2026-09-30T09:30:00Z\"")]
    [DataRow("TransactionType", "\"Cost\"")]
    [DataRow("TransactionType", "0")]
    [DataRow("Amount", "-1000")]
    [DataRow("Amount", "1000.01")]
    [DataRow("Amount", "\"1000 USD\"")]
    [DataRow("ContractId", "\" CON-00021\"")]
    [DataRow("ContractId", "\"con-00021\"")]
    [DataRow("ContractId", "\"\"")]
    [DataRow("ExternalDescription", "\"1900-01-01\"")]
    [DataRow("EndDate", "\"2026-09-12T12:00:01Z\"")]
    [DataRow("EndDate", "\"1900-01-01T12:00:00Z\"")]
    [DataRow("AdjustmentStatus", "5")]
    public async Task Another_value_is_a_contradiction(string field, string spelled)
    {
        var (state, code) = await DeliverAsync(field, spelled);

        Assert.AreEqual(WorkState.Failed, state);
        Assert.AreEqual(FinanceSystemErrors.Refused.Code, code);
    }

    [TestMethod]
    public async Task An_amount_of_minus_nothing_is_nothing()
    {
        var (state, _) = await DeliverAsync("Amount", "-0.0", amount: 0m);

        Assert.IsNull(state);
    }

    private static async Task<(WorkState? State, string? Code)> DeliverAsync(string field, string spelled, decimal amount = 1000m)
    {
        await using var situation = await Situation.StartedAsync(bulkAction: false);
        var sample = new Sample(situation.Dataverse);
        var id = sample.Actual(Sample.Unbilled, amount);
        situation.Finance.Lose(answers: 1);
        situation.Finance.Spell = row =>
            row[field] = JToken.Parse(spelled.Replace("{ID}", $"{{{id.ToString("D").ToUpperInvariant()}}}", StringComparison.Ordinal));
        await situation.SynchronizeAsync();

        await situation.SynchronizeAsync();

        var left = (await situation.PendingAsync()).SingleOrDefault();
        return (left?.State, left?.ErrorCode);
    }
}
