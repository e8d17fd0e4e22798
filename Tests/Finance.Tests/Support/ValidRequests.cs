using System.Text;
using System.Text.Json.Nodes;

namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>One valid request for every address that finance's README names, and the books on which they are valid.</summary>
internal sealed class ValidRequests
{
    private const string Integration = "Finance.Integration";
    private const string Accountant = "Finance.ProjectAccountant";
    private const string Clerk = "Finance.ReceivablesClerk";
    private const string Administrator = "Finance.Administrator";
    private const string Reader = "Finance.Reader";
    private const string Cross = "?cross-company=true";
    private const string Proposal = "/data/ProjInvoiceProposals(dataAreaId='USPM',InvoiceProposalId='PF-2')";
    private const string DraftLines = "/data/ProjIntegrationJournalLines(dataAreaId='USPM',JournalId='PIJ-000004',LineNumber=";
    private const string DraftLine = DraftLines + "1)";

    private readonly List<StrangeRequest> requests = [];

    private ValidRequests() { }

    /// <summary>
    /// Makes the books: an invoice that is posted, one that is ready, a journal of a faulty line, a draft, milestones, and a batch that has run.
    /// </summary>
    /// <returns>The requests: each is valid on these books and on every copy of them, also where all before it were sent.</returns>
    public static async Task<IReadOnlyList<StrangeRequest>> PrepareAsync(FinanceHost host)
    {
        var setUp = FinanceSample.Setup();
        (await host.SetupAsync(setUp)).Ok();
        await new TestInvoice("PF-1").Line("a", 10m).PostAsync(host);
        await new TestInvoice("PF-2").Line("b", 20m).Milestone("m", 5m).SendAsync(host);
        (
            await host.SendRowsAsync(
                "ProjectContractLineMilestones",
                [FinanceSample.ContractMilestone("M-1", 500m), FinanceSample.ContractMilestone("M-2", 500m)]
            )
        ).Ok();
        (
            await host.SendRowsAsync(
                "ProjActualsImports",
                [
                    FinanceSample.Actual("unbilled U", "Sales", 9m),
                    FinanceSample.Actual("faulty", "Cost", 8m, FinanceSample.Expense, category: "Travel", date: "2026-09-16"),
                ]
            )
        ).Ok();
        (await host.ImportAsync()).Ok();

        // What the faulty line needs is taken away before it is posted.
        var postings = setUp["ledgerPosting"]!.AsArray();
        postings.Remove(postings.Single(row => (string?)row!["postingType"] == "Project - expense offset"));
        (await host.SetupAsync(setUp)).Ok();
        await TestInvoice.ReadyAsync(host);
        (
            await host.SendRowsAsync(
                "ProjActualsImports",
                [FinanceSample.Actual("draft", "Cost", 3m, date: "2026-09-17"), FinanceSample.Actual("other draft", "Cost", 4m, date: "2026-09-17")]
            )
        ).Ok();
        (await host.ImportAsync()).Ok();
        (await host.SendAsync(Clerk, HttpMethod.Post, "/api/posting-batches", Batch("done", "PF-1"))).Ok();
        await SettledAsync(host, FinanceSample.Id("done"));
        var requests = new ValidRequests();
        requests.AddData(await OnAccountAsync(host));
        requests.AddBatches(host.Address);
        requests.AddSetup(setUp);
        requests.AddReads();
        requests.AddOperations();
        return requests.requests;
    }

    /// <summary>Waits until a batch that was just made has run.</summary>
    public static Task SettledAsync(FinanceHost host, Guid batch) =>
        Waiting.UntilAsync(async () => (string?)(await host.GetAsync($"/api/posting-batches/{batch}")).Ok().Json["status"] == "Finished");

    private static async Task<string> OnAccountAsync(FinanceHost host)
    {
        var key = (await host.RowsAsync("ProjOnAccountTransactions", "$filter=ContractLineMilestoneIdentifier eq 'M-1'")).Single()["OnAccountTransactionId"];
        return $"/data/ProjOnAccountTransactions(dataAreaId='USPM',OnAccountTransactionId={key})";
    }

    private static JsonObject Batch(string name, string proposal) =>
        new()
        {
            ["id"] = FinanceSample.Id(name),
            ["company"] = "USPM",
            ["selection"] = new JsonObject { ["proposals"] = new JsonArray(proposal) },
            ["invoiceDate"] = "2026-09-30",
        };

    private static JsonObject Withdrawal(string proposal) =>
        new()
        {
            ["DataAreaId"] = "USPM",
            ["InvoiceProposalId"] = proposal,
            ["ActualIds"] = new JsonArray(FinanceSample.Id("never sent")),
        };

    private void AddData(string onAccount)
    {
        var fresh = new TestInvoice("PF-3").Line("c", 30m);
        Add(Integration, "POST", "/data/ProjActualsImports" + Cross, FinanceSample.Actual("new", "Sales", 7m));
        Add(
            Integration,
            "POST",
            "/data/ProjActualsImports/Microsoft.Dynamics.DataEntities.ImportRows" + Cross,
            new JsonObject { ["rows"] = new JsonArray([.. fresh.Actuals]) }
        );
        Add(Integration, "POST", "/data/ProjTransactionRelationships", fresh.Connections[0]);
        Add(Integration, "POST", "/data/ProjectContractLineMilestones" + Cross, FinanceSample.ContractMilestone("M-3", 5m));
        Add(Integration, "POST", "/data/ProjInvoiceProposals" + Cross, fresh.Header);
        Add(Integration, "DELETE", "/data/ProjectContractLineMilestones(dataAreaId='USPM',ContractLineMilestoneIdentifier='M-2')" + Cross);
        Add(Integration, "POST", "/data/ProjInvoiceProposals/Microsoft.Dynamics.DataEntities.WithdrawInvoice" + Cross, Withdrawal("PF-9"));
        Add(Accountant, "PATCH", onAccount + Cross, new JsonObject { ["SalesTaxGroup"] = "", ["Dimensions"] = "Department=025" });
        Add(Accountant, "PATCH", Proposal + Cross, new JsonObject { ["InvoiceDate"] = "2026-09-29", ["LayoutSections"] = "Project" });
        Add(
            Accountant,
            "PATCH",
            "/data/ProjInvoiceProposalLines(dataAreaId='USPM',InvoiceProposalId='PF-2',LineNumber=1)" + Cross,
            new JsonObject { ["SalesTaxGroup"] = "UK" }
        );
        Add(Accountant, "PATCH", DraftLine + Cross, new JsonObject { ["SalesTaxGroup"] = "UK" });
        Add(Accountant, "DELETE", DraftLines + "2)" + Cross);
    }

    private void AddBatches(Uri address)
    {
        const string Write = "data/ProjActualsImports" + Cross;
        JsonObject[] requests =
        [
            Request("1", "GET", "Customers", null, null),
            Request("2", "POST", "ProjActualsImports", "g", FinanceSample.Actual("one of a change set", "Cost", 4m)),
            Request("3", "POST", "ProjActualsImports", "g", FinanceSample.Actual("two of a change set", "Cost", 4m)),
            Request("4", "POST", "ProjActualsImports", null, FinanceSample.Actual("alone", "Cost", 4m)),
        ];
        Add(Integration, "POST", "/data/$batch", new JsonObject { ["requests"] = new JsonArray([.. requests]) });
        var multipart = new MultipartBatch(address)
            .Alone(new BatchPart("GET", "data/Customers" + Cross, null))
            .ChangeSet(
                new BatchPart("POST", Write, FinanceSample.Actual("three of a change set", "Cost", 4m)),
                new BatchPart("POST", Write, FinanceSample.Actual("four of a change set", "Cost", 4m))
            )
            .Alone(new BatchPart("POST", Write, FinanceSample.Actual("alone too", "Cost", 4m)));
        this.requests.Add(new StrangeRequest(Integration, "POST", "/data/$batch", Encoding.UTF8.GetBytes(multipart.ToString()), MultipartBatch.ContentType));
        var accounting = new MultipartBatch(address).ChangeSet(
            new BatchPart("PATCH", Proposal[1..] + Cross, new JsonObject { ["DueDate"] = "2026-12-24" }),
            new BatchPart("PATCH", DraftLine[1..] + Cross, new JsonObject { ["Dimensions"] = "Department=025" })
        );
        this.requests.Add(new StrangeRequest(Accountant, "POST", "/data/$batch", Encoding.UTF8.GetBytes(accounting.ToString()), MultipartBatch.ContentType));

        static JsonObject Request(string id, string method, string url, string? group, JsonNode? body)
        {
            var request = new JsonObject
            {
                ["id"] = id,
                ["method"] = method,
                ["url"] = url,
                ["headers"] = new JsonObject { ["content-type"] = "application/json" },
            };
            if (group is not null)
            {
                request["atomicityGroup"] = group;
            }

            if (body is not null)
            {
                request["body"] = body;
            }

            return request;
        }
    }

    private void AddSetup(JsonObject setUp)
    {
        Add(Administrator, "PUT", "/api/setup", setUp);
        Add(
            Administrator,
            "PATCH",
            "/data/Customers(dataAreaId='USPM',Account='C-0001')",
            new JsonObject
            {
                ["Name"] = "Coho",
                ["Address"] = new JsonObject { ["City"] = "Oslo" },
            }
        );
        Add(
            Administrator,
            "PATCH",
            "/data/SalesTaxCodes(dataAreaId='USPM',Code='UK20')",
            JsonNode.Parse("""{"Rates":[{"ValidFrom":"2011-01-04","Percent":20}]}""")!
        );
        Add(
            Administrator,
            "PATCH",
            "/data/Projects(dataAreaId='USPM',Id='PRJ-0001')",
            JsonNode.Parse("""{"Dimensions":[{"Name":"Department","Value":"025"}]}""")!
        );
        Add(
            Administrator,
            "POST",
            "/data/ExchangeRates",
            JsonNode.Parse("""{"Type":"Default","From":"KWD","To":"USD","ValidFrom":"2026-01-01","Rate":3.25}""")!
        );
        Add(Administrator, "DELETE", "/data/ExchangeRates(Type='Default',From='EUR',To='USD',ValidFrom=2026-09-20)");
    }

    private void AddOperations()
    {
        Add(Accountant, "POST", "/api/journals/post", new JsonObject { ["company"] = "USPM", ["journal"] = "PIJ-000004" });
        Add(Accountant, "POST", "/api/journals/USPM/PIJ-000003/reset", new JsonObject());
        Add(
            Accountant,
            "POST",
            $"/api/transactions/{FinanceSample.Id("unbilled U")}/adjust",
            JsonNode.Parse("""{"dimensions":{"Department":"025"},"salesTaxGroup":"","itemSalesTaxGroup":"FULL"}""")!
        );
        Add(Clerk, "POST", "/api/proposals/USPM/PF-2/delete-lines");
        Add(Accountant, "POST", "/api/import", new JsonObject { ["company"] = "USPM", ["proposal"] = "PF-2" });
        Add(Clerk, "POST", "/api/proposals/USPM/PF-2/post", new JsonObject { ["invoiceDate"] = "2026-09-30" });
        Add(Clerk, "POST", "/api/posting-batches", Batch("new batch", "PF-2"));
        Add(Clerk, "POST", $"/api/posting-batches/{FinanceSample.Id("done")}/run");
        Add(Clerk, "POST", $"/api/posting-batches/{FinanceSample.Id("done")}/stop");
    }

    private void AddReads()
    {
        string[] paths =
        [
            "/data/ProjActualsImports?cross-company=true&$filter=Amount gt 5&$orderby=Amount&$top=2&$skip=1&$count=true&$select=Amount",
            "/data/Customers(dataAreaId='USPM',Account='C-0001')" + Cross,
            "/data/ProjInvoices/$count",
            "/data/$metadata",
            "/data",
            "/api/setup",
            "/api/identity",
            "/api/outbox",
            "/api/outbox/parts?pending=true",
            "/api/outbox/postings?record=PF-2",
            $"/api/posting-batches/{FinanceSample.Id("done")}",
            "/api/invoices/USPM/INV-000001",
            "/api/trial-balance?company=USPM&from=2026-09-01&to=2026-09-30&dimension=Department",
            "/api/agreement",
            "/api/proposals/USPM/PF-2/review",
            "/api/proposals/USPM/PF-2/pro-forma?format=json",
            "/openapi/v1.json",
            "/jobs",
        ];
        foreach (var path in paths)
        {
            Add(Reader, "GET", path);
        }
    }

    private void Add(string role, string method, string path, JsonNode? body = null) =>
        requests.Add(new StrangeRequest(role, method, path, body is null ? [] : Encoding.UTF8.GetBytes(body.ToJsonString())));
}
