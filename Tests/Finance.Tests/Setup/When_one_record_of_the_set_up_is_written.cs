using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Setup;

/// <summary>Every section of finance.json is a set below /data; what is written there stands in the file and the other way round.</summary>
[TestClass]
public sealed class When_one_record_of_the_set_up_is_written
{
    private const string Administrator = "Finance.Administrator";

    private static readonly string[] Tables = ["dimensions", "postCosts"];

    [TestMethod]
    public async Task Every_section_is_a_set_with_the_content_of_the_file()
    {
        await using var host = await StartAsync();
        var file = FileWithEverything();
        (await host.SetupAsync(file)).Ok();
        foreach (var (section, records) in (await host.GetAsync("/api/setup")).Ok().Json.AsObject())
        {
            var rows = await host.RowsAsync(Capital(section));
            Assert.IsNotEmpty(rows, section);
            CollectionAssert.AreEquivalent(
                records!.AsArray().Select(record => Sorted(record!)).ToList(),
                rows.ConvertAll(row => Sorted(InFileForm(row.AsObject()))),
                section
            );
        }
    }

    [TestMethod]
    public async Task A_record_that_is_taken_out_and_put_back_leaves_the_file_as_it_was()
    {
        await using var host = await StartAsync();
        var file = FileWithEverything();
        (await host.SetupAsync(file)).Ok();
        var before = (await host.GetAsync("/api/setup")).Ok().Text;
        (string Set, string Key, string Filter)[] records =
        [
            (
                "ExchangeRates",
                "Type='Default',From='GBP',To='USD',ValidFrom=2026-01-01",
                "From eq 'GBP' and To eq 'USD' and Type eq 'Default' and ValidFrom eq 2026-01-01"
            ),
            ("FixedRateAgreements", "dataAreaId='USPM',Contract='CON-00021',Currency='GBP'", "Contract eq 'CON-00021'"),
            ("Projects", "dataAreaId='uspm',Id='PRJ-0001'", "Id eq 'PRJ-0001'"),
            ("AccountStructures", "dataAreaId='USPM',Name='Revenue'", "Name eq 'Revenue'"),
            ("LedgerPosting", "dataAreaId='USPM',PostingType='Penny difference'", "PostingType eq 'Penny difference'"),
            ("Parameters", "dataAreaId='USPM'", "dataAreaId eq 'USPM'"),
            ("FiscalPeriods", "dataAreaId='USPM',From=2026-08-01", "From eq 2026-08-01"),
            ("MainAccounts", "Number='130100'", "Number eq '130100'"),
        ];
        foreach (var (set, key, filter) in records)
        {
            var row = (await host.RowsAsync(set, $"$filter={filter}")).Single();
            var one = (await host.GetAsync($"/data/{set}({key})?cross-company=true")).Ok().Json;
            Assert.AreEqual((string?)row["@odata.etag"], (string?)one["@odata.etag"], set);
            Assert.AreEqual(
                204,
                (await host.SendAsync(Administrator, HttpMethod.Delete, $"/data/{set}({key})?cross-company=true", null, (string)row["@odata.etag"]!)).Status,
                set
            );
            (await host.GetAsync($"/data/{set}({key})?cross-company=true")).Refused(404, EditableSetErrors.UnknownRecord);
            var added = await host.SendAsync(Administrator, HttpMethod.Post, $"/data/{set}", row);
            Assert.AreEqual(201, added.Status, added.Text);
            Assert.AreEqual(Sorted(row), Sorted(added.Json), set);
            (await host.SendAsync(Administrator, HttpMethod.Post, $"/data/{set}", row)).Refused(400, "The record already exists.");
        }

        Assert.AreEqual(before, (await host.GetAsync("/api/setup")).Ok().Text);
    }

    [TestMethod]
    public async Task A_change_holds_the_whole_set_up_to_its_rules()
    {
        await using var host = await StartAsync();
        (await host.SetupAsync(FileWithEverything())).Ok();
        var before = (await host.GetAsync("/api/setup")).Ok().Text;
        (string Method, string Path, string Body, ErrorCode Error, string Names)[] refusals =
        [
            (
                "PATCH",
                "Customers(dataAreaId='USPM',Account='C-0001')",
                """{"SalesTaxGroup":"XX"}""",
                SetupErrors.DanglingReference,
                "customers record C-0001 field salesTaxGroup"
            ),
            ("PATCH", "Customers(dataAreaId='USPM',Account='C-0001')", """{"Color":"red"}""", SetupErrors.UnknownField, "Color"),
            ("PATCH", "Customers(dataAreaId='USPM',Account='C-0001')", """{"Name":null}""", SetupErrors.WrongField, "name"),
            ("PATCH", "Customers(dataAreaId='USPM',Account='C-0001')", """{"Name":"a","name":"b"}""", SetupErrors.DoubledField, "twice"),
            ("PATCH", "Customers(dataAreaId='USPM',Account='C-0001')", """{"Account":"C-9"}""", EditableSetErrors.KeyNotEditable, "Account"),
            ("PATCH", "Customers(dataAreaId='USPM',Account='C-0001')", """{"Address":{"Street":5}}""", SetupErrors.WrongField, "street"),
            ("PATCH", "Customers(dataAreaId='USPM',Account='C-0001')", """{"Name":"\ud800"}""", SetupErrors.NoTextInRecord, "Unicode"),
            ("PATCH", "ExchangeRates(Type='Default',From='GBP',To='USD',ValidFrom=2026-01-01)", """{"Rate":0}""", SetupErrors.WrongNumber, "rate"),
            ("PATCH", "ExchangeRates(Type='Default',From='GBP',To='USD',ValidFrom=2026-01-01)", """{"Rate":"1.2"}""", SetupErrors.WrongField, "rate"),
            (
                "PATCH",
                "SalesTaxCodes(dataAreaId='USPM',Code='UK20')",
                """{"Rates":[{"ValidFrom":"2011-01-04","Percent":101}]}""",
                SetupErrors.WrongNumber,
                "percent"
            ),
            (
                "PATCH",
                "Projects(dataAreaId='USPM',Id='PRJ-0001')",
                """{"Dimensions":[{"Name":"Department","Value":"999"}]}""",
                SetupErrors.DanglingReference,
                "dimensions"
            ),
            (
                "PATCH",
                "Projects(dataAreaId='USPM',Id='PRJ-0001')",
                """{"Dimensions":[{"Name":"Department","Value":"024"},{"Name":"Department","Value":"025"}]}""",
                SetupErrors.WrongName,
                "twice"
            ),
            ("PATCH", "FiscalPeriods(dataAreaId='USPM',From=2026-08-01)", """{"To":"2026-09-15"}""", SetupErrors.OverlappingPeriod, "overlaps"),
            ("PATCH", "NumberSequences(dataAreaId='USPM',Reference='Customer invoice')", """{"Continuous":false}""", SetupErrors.NotContinuous, "continuous"),
            ("PATCH", "NumberSequences(dataAreaId='USPM',Reference='Customer invoice')", """{"Format":"PJV-####"}""", SetupErrors.SharedFormat, "format"),
            ("PATCH", "AccountStructures(dataAreaId='USPM',Name='Revenue')", """{"Accounts":["4*1"]}""", SetupErrors.WrongAccounts, "4*1"),
            (
                "PATCH",
                "AccountStructures(dataAreaId='USPM',Name='Revenue')",
                """{"Dimensions":[{"Name":"Floor","Required":true}]}""",
                SetupErrors.DanglingReference,
                "dimensions.name"
            ),
            ("DELETE", "SalesTaxGroups(dataAreaId='USPM',Group='UK')", "", SetupErrors.DanglingReference, "customers record C-0001"),
            ("DELETE", "Currencies('GBP')", "", SetupErrors.DanglingReference, "contracts record CON-00021"),
            ("POST", "Customers", """{"Account":"C-9","Name":"New","Currency":"USD","dataAreaId":"NONE"}""", SetupErrors.DanglingReference, "NONE"),
            ("POST", "Customers", """{"Account":"C-9","Name":"New"}""", SetupErrors.WrongField, "currency"),
            ("POST", "Customers", "[]", SetupErrors.NoObject, "JSON object"),
            ("PATCH", "Customers(dataAreaId='USPM')", "{}", EditableSetErrors.UnreadableKey, "Account"),
            ("PATCH", "ExchangeRates(Type='Default',From='GBP',To='USD',ValidFrom=2026-13-01)", "{}", EditableSetErrors.UnreadableKey, "ValidFrom"),
            ("PATCH", "Customers(dataAreaId='USPM',Account='C-9')", "{}", EditableSetErrors.UnknownRecord, "C-9"),
        ];
        foreach (var (method, path, body, error, names) in refusals)
        {
            var refused = await host.SendTextAsync(Administrator, new HttpMethod(method), $"/data/{path}?cross-company=true", body);
            refused.Refused(error == EditableSetErrors.UnknownRecord ? 404 : 400, error);
            StringAssert.Contains((string)refused.Json["error"]!["innererror"]!["message"]!, names, $"{method} {path} {body}");
        }

        Assert.AreEqual(before, (await host.GetAsync("/api/setup")).Ok().Text);
    }

    [TestMethod]
    public async Task Nested_parts_and_defaults_are_taken()
    {
        await using var host = await StartAsync();
        (await host.SetupAsync(FileWithEverything())).Ok();
        (
            await host.SendTextAsync(
                Administrator,
                HttpMethod.Post,
                "/data/Customers",
                """{"account":"C-9","Name":"New","Currency":"USD","Address":{"City":"Oslo"}}"""
            )
        ).Ok();
        var customer = (await host.RowsAsync("Customers", "$filter=Account eq 'C-9'&$select=Account,Address")).Single();
        Assert.AreEqual("Oslo", (string?)customer["Address"]!["City"]);
        (
            await host.SendTextAsync(
                Administrator,
                HttpMethod.Patch,
                "/data/Contracts(dataAreaId='USPM',Id='CON-00021')",
                """{"FundingSources":[{"Id":"FS-1","Customer":"C-0001"},{"Id":"FS-9","Customer":"C-9"}]}"""
            )
        ).Ok();
        (
            await host.SendTextAsync(
                Administrator,
                HttpMethod.Post,
                "/data/ExchangeRates",
                """{"Type":"Default","From":"KWD","To":"USD","ValidFrom":"2026-01-01T12:00:00Z","Rate":3.2500}"""
            )
        ).Ok();
        var file = (await host.GetAsync("/api/setup")).Ok();
        StringAssert.Contains(file.Text, """{"type":"Default","from":"KWD","to":"USD","validFrom":"2026-01-01","rate":3.25}""");
        StringAssert.Contains(file.Text, """{"id":"FS-9","customer":"C-9"}""");
        (await host.SetupAsync(file.Json)).Ok();
        Assert.AreEqual(file.Text, (await host.GetAsync("/api/setup")).Ok().Text);
    }

    [TestMethod]
    public async Task A_change_set_is_judged_by_what_it_leaves_behind()
    {
        await using var host = await StartAsync();
        (await host.SetupAsync(FileWithEverything())).Ok();
        var before = (await host.GetAsync("/api/setup")).Ok().Text;
        var customer = new BatchPart(
            "POST",
            "/data/Customers",
            new JsonObject
            {
                ["Account"] = "C-9",
                ["Name"] = "New",
                ["Currency"] = "USD",
                ["SalesTaxGroup"] = "NO",
            }
        );
        var refused = await host.BatchAsync(Administrator, [customer]);
        Assert.AreEqual(200, refused.Status, refused.Text);
        StringAssert.Contains(refused.Text, SetupErrors.DanglingReference.Code);
        StringAssert.Contains(refused.Text, "400 Bad Request");
        Assert.AreEqual(before, (await host.GetAsync("/api/setup")).Ok().Text);

        // The group comes after the customer who needs it.
        var taken = await host.BatchAsync(
            Administrator,
            [customer, new BatchPart("POST", "/data/SalesTaxGroups", new JsonObject { ["Group"] = "NO", ["Codes"] = new JsonArray() })]
        );
        StringAssert.Contains(taken.Text, "201 Created");
        Assert.HasCount(1, await host.RowsAsync("Customers", "$filter=SalesTaxGroup eq 'NO'"));
    }

    [TestMethod]
    public async Task Rules_without_a_key_of_their_own_are_numbered()
    {
        await using var host = await StartAsync();
        (await host.SetupAsync(FileWithEverything())).Ok();
        var rules = await host.RowsAsync("ProfileRules", "$orderby=RuleNumber");
        var added = (await host.SendTextAsync(Administrator, HttpMethod.Post, "/data/ProfileRules", """{"Project":"PRJ-0001","Profile":"TM-WIP"}""")).Ok().Json;
        Assert.AreEqual(rules.Count + 1, (int)added["RuleNumber"]!);
        var address = $"/data/ProfileRules(dataAreaId='USPM',RuleNumber={rules.Count + 1})";
        (await host.SendTextAsync(Administrator, HttpMethod.Patch, address, """{"Contract":"CON-00021"}""")).Ok();
        (await host.SendTextAsync(Administrator, HttpMethod.Patch, address, """{"RuleNumber":1}""")).Refused(400, EditableSetErrors.KeyNotEditable);
        Assert.AreEqual("CON-00021", (string?)(await host.GetAsync(address)).Ok().Json["Contract"]);
        (await host.SendTextAsync(Administrator, HttpMethod.Delete, address, null)).Ok();
        Assert.HasCount(rules.Count, await host.RowsAsync("ProfileRules"));
    }

    /// <summary>The sample with what it leaves out, so that no section is empty.</summary>
    private static JsonObject FileWithEverything()
    {
        var file = FinanceSample.Setup();
        file["accountStructures"] = JsonNode.Parse(
            """[{"company":"USPM","name":"Revenue","accounts":["4*","500000..599999"],"dimensions":[{"name":"Department","required":false,"values":["024","025"]}]}]"""
        );
        file["products"] = JsonNode.Parse("""[{"company":"USPM","number":"P-100","itemSalesTaxGroup":"FULL"}]""");
        file["contracts"]![0]!["dimensions"] = new JsonObject { ["Department"] = "024" };
        file["customers"]![0]!["dimensions"] = new JsonObject { ["Department"] = "025" };
        return file;
    }

    private static JsonObject InFileForm(JsonObject row)
    {
        var record = new JsonObject();
        foreach (var (name, value) in row.Where(property => !property.Key.StartsWith('@') && property.Key != "RuleNumber"))
        {
            var own = name == "dataAreaId" ? "company" : $"{char.ToLowerInvariant(name[0])}{name[1..]}";
            record[own] = value switch
            {
                JsonArray pairs when Tables.Contains(own) && !row.ContainsKey("Accounts") => new JsonObject(
                    pairs.Select(pair => KeyValuePair.Create((string)pair!["Name"]!, (JsonNode?)pair["Value"]!.DeepClone()))
                ),
                JsonArray items => new JsonArray([.. items.Select(item => item is JsonObject part ? InFileForm(part) : item!.DeepClone())]),
                JsonObject part => InFileForm(part),
                _ => value?.DeepClone(),
            };
        }

        return record;
    }

    /// <summary>OData writes nested parts where it likes.</summary>
    private static string Sorted(JsonNode record) =>
        string.Join(
            ',',
            record
                .AsObject()
                .OrderBy(property => property.Key, StringComparer.Ordinal)
                .Select(property => $"{property.Key}:{(property.Value is JsonObject part ? Sorted(part) : property.Value?.ToJsonString())}")
        );

    private static string Capital(string section) => $"{char.ToUpperInvariant(section[0])}{section[1..]}";

    private static Task<FinanceHost> StartAsync() => FinanceHost.StartAsync();
}
