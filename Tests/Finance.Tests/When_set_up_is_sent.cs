using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests;

[TestClass]
public sealed class When_set_up_is_sent
{
    [TestMethod]
    public async Task It_is_read_back_as_it_was_sent()
    {
        await using var host = await FinanceHost.StartAsync();
        var sent = FinanceSample.Setup();
        (await host.SetupAsync(sent)).Ok();
        var read = (await host.GetAsync("/api/setup")).Ok().Json;
        foreach (var (section, records) in sent)
        {
            Assert.HasCount(records!.AsArray().Count, read[section]!.AsArray());
        }

        Assert.AreEqual(
            "1 High Street",
            (string?)read["customers"]!.AsArray().Single(customer => (string)customer!["account"]! == "C-0001")!["address"]!["street"]
        );
        (await host.SetupAsync(read)).Ok();
        Assert.AreEqual(read.ToJsonString(), (await host.GetAsync("/api/setup")).Ok().Json.ToJsonString());
    }

    [TestMethod]
    [DataRow("America/New_York")]
    [DataRow("Eastern Standard Time")]
    public async Task A_time_zone_has_its_IANA_or_its_Windows_name(string zone)
    {
        await using var host = await FinanceHost.StartAsync();
        var sent = FinanceSample.Setup();
        sent["companies"]![0]!["timeZone"] = zone;

        (await host.SetupAsync(sent)).Ok();
    }

    [TestMethod]
    public async Task A_faulty_field_is_named_and_nothing_is_stored()
    {
        await using var host = await FinanceHost.StartAsync();
        (string Section, string Field, string Value, ErrorCode Error)[] faults =
        [
            ("customers", "color", "\"red\"", SetupErrors.UnknownField),
            ("customers", "name", "null", SetupErrors.WrongField),
            ("exchangeRates", "rate", "\"much\"", SetupErrors.WrongField),
            ("exchangeRates", "rate", "-1", SetupErrors.WrongNumber),
            ("exchangeRates", "rate", "1e-20", SetupErrors.WrongNumber),
            ("fixedRateAgreements", "rate", "1e20", SetupErrors.WrongNumber),
            ("numberSequences", "next", "9223372036854775807", SetupErrors.WrongNumber),
            ("exchangeRates", "from", "\"XXX\"", SetupErrors.DanglingReference),
            ("customers", "salesTaxGroup", "\"XX\"", SetupErrors.DanglingReference),
            ("projects", "contract", "\"CON-X\"", SetupErrors.DanglingReference),
            ("fiscalPeriods", "status", "\"Ajar\"", SetupErrors.UnknownChoice),
            ("lineProperties", "billingType", "\"Sometimes\"", SetupErrors.UnknownChoice),
            ("numberSequences", "format", "\"INV\"", SetupErrors.WrongNumber),
            ("salesTaxGroups", "codes", "[null]", SetupErrors.WrongField),
            ("companies", "timeZone", "\"Moon/Crater\"", SetupErrors.NoTimeZone),
        ];
        foreach (var (section, field, value, error) in faults)
        {
            var setUp = FinanceSample.Setup();
            setUp[section]![0]![field] = JsonNode.Parse(value);
            var refused = await host.SetupAsync(setUp);
            refused.Refused(400, error);
            StringAssert.Contains(refused.Text, $"section {section}");
            StringAssert.Contains(refused.Text, field);
        }

        Assert.AreEqual("[]", (await host.GetAsync("/api/setup")).Json["companies"]!.ToJsonString());
    }

    [TestMethod]
    public async Task A_company_with_transactions_stays_and_keeps_its_currency()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await new TestInvoice("PF-1").Milestone("a", 10m).SendAsync(host);
        (await host.SetupAsync(new JsonObject())).Refused(400, SetupErrors.CompanyInUse);
        await TestInvoice.ReadyAsync(host);
        (await host.PostProposalAsync("PF-1")).Ok();
        var other = FinanceSample.Setup();
        other["companies"]![0]!["accountingCurrency"] = "GBP";
        (await host.SetupAsync(other)).Refused(400, SetupErrors.CurrenciesInUse);
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_currency_that_is_left_out_stops_its_invoice_by_name()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await new TestInvoice("PF-2", "CON-JPY", "PRJ-JPY", "JPY").Milestone("a", 10m).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        var setUp = FinanceSample.Setup();
        foreach (var (_, records) in setUp)
        {
            foreach (var record in records!.AsArray().Where(record => record!.ToJsonString().Contains("JPY", StringComparison.Ordinal)).ToList())
            {
                records.AsArray().Remove(record);
            }
        }

        (await host.SetupAsync(setUp)).Ok();
        var refused = await host.PostProposalAsync("PF-2");
        Assert.AreEqual(409, refused.Status, refused.Text);
        StringAssert.Contains(refused.Text, "Currency JPY is no longer set up");
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        (await host.PostProposalAsync("PF-2")).Ok();
    }

    [TestMethod]
    public async Task A_record_twice_an_unknown_section_and_broken_text_are_refused()
    {
        await using var host = await FinanceHost.StartAsync();
        var twice = FinanceSample.Setup();
        twice["customers"]!.AsArray().Add(twice["customers"]![0]!.DeepClone());
        (await host.SetupAsync(twice)).Refused(400, SetupErrors.DoubledRecord);
        var unknown = FinanceSample.Setup();
        unknown["vendors"] = new JsonArray();
        (await host.SetupAsync(unknown)).Refused(400, SetupErrors.UnknownSection);
        var missing = FinanceSample.Setup();
        missing["customers"]![0]!.AsObject().Remove("account");
        var refused = await host.SetupAsync(missing);
        refused.Refused(400, SetupErrors.WrongField);
        StringAssert.Contains(refused.Text, "account");
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/setup")
        {
            Content = new StringContent("{ \"companies\": [", System.Text.Encoding.UTF8, "application/json"),
        };
        using var response = await (await host.AsAsync("Finance.Administrator")).SendAsync(request);
        new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync()).Refused(400, SetupErrors.NoJson);
    }
}
