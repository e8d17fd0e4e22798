using Newtonsoft.Json.Linq;
using Wire;

namespace ProjectInvoice.Connector.Tests.Wire;

/// <summary>The connector accepts what its contracts say, answers as they say, and refuses what they do not allow.</summary>
[TestClass]
internal sealed class When_something_comes_over_the_wire
{
    private static readonly Guid Books = new("5e000000-0000-4000-8000-000000000001");

    [TestMethod]
    [DataRow("InvoiceConfirmed")]
    [DataRow("InvoiceWithdrawn")]
    public async Task A_message_of_the_contract_is_acknowledged_as_the_contract_says(string type)
    {
        await using var situation = await Situation.StartedAsync();
        var message = Situation.Message(Guid.NewGuid());
        message["messageType"] = type;
        AssertKeeps("message", message);

        var first = await situation.PushAsync(message);
        var second = await situation.PushAsync(message);

        Assert.AreEqual((202, "stored"), (first.Status, (string?)first.Body["status"]));
        Assert.AreEqual((200, "known"), (second.Status, (string?)second.Body["status"]));
        AssertKeeps("message-acknowledgement", first.Body);
        AssertKeeps("message-acknowledgement", second.Body);
    }

    [TestMethod]
    [DataRow("messageId")]
    [DataRow("messageType")]
    [DataRow("invoiceId")]
    [DataRow("invoiceNumber")]
    [DataRow("organizationId")]
    [DataRow("correlationId")]
    public async Task A_message_that_the_contract_does_not_allow_is_refused_as_the_contract_says(string property)
    {
        await using var situation = await Situation.StartedAsync();
        foreach (var value in new JToken?[] { null, JValue.CreateNull(), "", 17 })
        {
            var message = With(Situation.Message(Guid.NewGuid()), property, value);

            AssertBreaks("message", message);
            AssertRefused(await situation.PushAsync(message));
        }
    }

    [TestMethod]
    [DataRow("Invoice")]
    [DataRow("Journal")]
    public async Task A_posting_of_the_contract_is_acknowledged_as_the_contract_says(string kind)
    {
        await using var situation = await Situation.StartedAsync();
        await situation.RunAsync();
        var posting = Posting(kind);
        AssertKeeps("posting", posting);

        var first = await PostAsync(situation, posting);
        var second = await PostAsync(situation, posting);

        Assert.AreEqual((202, "stored"), (first.Status, (string?)first.Body["status"]));
        Assert.AreEqual((200, "known"), (second.Status, (string?)second.Body["status"]));
        AssertKeeps("posting-acknowledgement", first.Body);
        AssertKeeps("posting-acknowledgement", second.Body);
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DataRow("eventId", "[null, \"\", 17]")]
    [DataRow("part", "[null, \"\", 0, \"1\"]")]
    [DataRow("parts", "[null, \"\", 0, \"1\"]")]
    [DataRow("kind", "[null, \"\", \"Estimate\"]")]
    [DataRow("proposal", "[null, \"\", 17]")]
    [DataRow("outcome", "[null, \"\", \"Perhaps\"]")]
    [DataRow("taxAmount", "[null, \"many\"]")]
    [DataRow("customerInvoiceNumber", "[17, {}]")]
    [DataRow("customerInvoiceDate", "[\"9/30/2026\", \"2026-09-30T10:00:00Z\", 17]")]
    [DataRow("correlationId", "[17, {}]")]
    [DataRow("generation", "[0, -1]")]
    [DataRow("numbers", "[{}, [{}], [{\"reference\":\"Voucher\",\"number\":-1}]]")]
    [DataRow("lines", "[null, \"none\", [1], [{}]]")]
    public async Task A_posting_that_the_contract_does_not_allow_is_refused_as_the_contract_says(string property, string values)
    {
        await using var situation = await Situation.StartedAsync();
        foreach (var value in JArray.Parse(values))
        {
            var posting = With(Posting("Invoice"), property, value);

            AssertBreaks("posting", posting);
            AssertRefused(await PostAsync(situation, posting));
        }
    }

    [TestMethod]
    public async Task Books_are_told_as_the_contract_says()
    {
        await using var situation = await Situation.StartedAsync();
        await situation.RunAsync();
        await PostAsync(situation, Posting("Invoice"));

        var answer = await situation.GetAsync($"/api/postings/highest?source={Books:D}", Authority.FinanceClient);

        Assert.AreEqual(200, answer.Status, answer.Body.ToString());
        Assert.IsTrue(answer.Body["numbers"]!.Any());
        AssertKeeps("books", answer.Body);
        AssertRefused(await situation.GetAsync("/api/postings/highest?source=x", Authority.FinanceClient));
    }

    private static Task<(int Status, JObject Body)> PostAsync(Situation situation, JObject posting) =>
        situation.PostAsync("/api/postings", posting, Authority.FinanceClient);

    private static JObject Posting(string kind) =>
        new()
        {
            ["eventId"] = Guid.NewGuid().ToString("D"),
            ["part"] = 1,
            ["parts"] = 1,
            ["kind"] = kind,
            ["company"] = "USPM",
            ["journal"] = kind == "Journal" ? "J-1" : null,
            ["proposal"] = kind == "Journal" ? null : "PF-1003",
            ["customerInvoiceNumber"] = kind == "Journal" ? null : "INV-000002",
            ["customerInvoiceDate"] = kind == "Journal" ? null : "2026-09-30",
            ["outcome"] = "Posted",
            ["currency"] = "GBP",
            ["taxAmount"] = 200.5m,
            ["correlationId"] = "0b6f0f0e-6a55-4a86-9d0d-0d4f0a3e3a99",
            ["source"] = Books.ToString("D"),
            ["generation"] = 1,
            ["numbers"] = new JArray(new JObject { ["reference"] = "Customer invoice", ["number"] = 2 }),
            ["lines"] = new JArray(
                new JObject
                {
                    ["actualsImportId"] = Guid.NewGuid().ToString("D"),
                    ["voucher"] = "INV-V-000002",
                    ["exchangeRate"] = 1.25m,
                    ["accountingAmount"] = 1250m,
                    ["taxAmount"] = 200.5m,
                    ["accountingTaxAmount"] = 250.63m,
                }
            ),
        };

    // Null takes the property away.
    private static JObject With(JObject sent, string property, JToken? value)
    {
        if (value is null)
        {
            sent.Remove(property);
        }
        else
        {
            sent[property] = value;
        }

        return sent;
    }

    private static void AssertRefused((int Status, JObject Body) answer)
    {
        Assert.AreEqual(400, answer.Status, answer.Body.ToString());
        AssertKeeps("refusal", answer.Body);
    }

    private static void AssertKeeps(string contract, JObject said) =>
        Assert.AreEqual("", string.Join('\n', WireContract.Faults(contract, said.ToString())), said.ToString());

    private static void AssertBreaks(string contract, JObject said) => Assert.IsNotEmpty(WireContract.Faults(contract, said.ToString()), said.ToString());
}
