using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Crashes;

/// <summary>Invoices that together hold every rule of import, journal and posting, small enough to be repeated for every write.</summary>
internal static class EveryRule
{
    /// <summary>Texts of rows that are there in the end.</summary>
    public static readonly IReadOnlyList<string> Signs =
    [
        "PostingType=Project - WIP - sales value",
        "PostingType=Project - invoiced revenue - on-account",
        "PostingType=Penny difference",
        "PostingType=Project - cost - item",
        "TaxCode=LEVY",
        "DocumentType=CreditNote",
        "DocumentType=Invoice",
        "ProposalStatus=NothingToInvoice",
        "Origin=Retainer",
        "Status=Invoiced",
        "PIJ-000004",
    ];

    /// <summary>What is posted in this order once everything is imported.</summary>
    private static readonly string[] Proposals = ["PF-GBP", "PF-INC", "PF-JPY", "PF-CRED", "PF-NONE"];

    /// <summary>Posts what the invoices credit and draw on, then sends them, their rows and their milestones.</summary>
    public static async Task PrepareAsync(FinanceHost host)
    {
        (await host.SetupAsync(Setup())).Ok();
        (
            await host.SendRowsAsync(
                "ProjectContractLineMilestones",
                [FinanceSample.ContractMilestone("M-1", 500m), FinanceSample.ContractMilestone("M-0", 70m)]
            )
        ).Ok();
        await new TestInvoice("PF-OLD")
            .Line("old", 33.33m, 3)
            .Line("second", 77.77m)
            .Retainer("advance", 100m)
            .Milestone("old milestone", 70m, milestone: "M-0")
            .PostAsync(host);
        foreach (var invoice in Invoices())
        {
            await invoice.SendAsync(host);
        }
    }

    public static async Task WorkAsync(FinanceProcess process)
    {
        await process.ImportAsync();
        Assert.IsEmpty((await process.PostJournalsAsync()).Messages);
        var import = await process.ImportAsync();
        Assert.IsEmpty(import.Messages, string.Join('\n', import.Messages));
        foreach (var proposal in Proposals)
        {
            await process.PostProposalAsync(proposal);
        }
    }

    private static JsonObject Setup()
    {
        var setUp = FinanceSample.Setup();
        setUp["salesTaxCodes"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["company"] = "USPM",
                    ["code"] = "LEVY",
                    ["kind"] = "Standard",
                    ["account"] = "202300",
                    ["rates"] = new JsonArray(new JsonObject { ["validFrom"] = "2011-01-04", ["percent"] = 1.75 }),
                }
            );
        setUp["salesTaxGroups"]![0]!["codes"]!.AsArray().Add("LEVY");
        setUp["itemSalesTaxGroups"]![0]!["codes"]!.AsArray().Add("LEVY");
        setUp["parameters"]![0]!["journalPeriodUnit"] = "Months";
        setUp["parameters"]![0]!["journalLineLimit"] = 9;
        var contract = setUp["contracts"]![0]!.DeepClone();
        contract["id"] = "CON-INC";
        contract["pricesIncludeSalesTax"] = true;
        setUp["contracts"]!.AsArray().Add(contract);
        var project = setUp["projects"]![0]!.DeepClone();
        project["id"] = "PRJ-INC";
        project["contract"] = "CON-INC";
        setUp["projects"]!.AsArray().Add(project);
        return setUp;
    }

    private static IEnumerable<TestInvoice> Invoices() =>
        [
            new TestInvoice("PF-GBP")
                .Line("time", 33.33m)
                .Line("late time", 99.99m, 3, date: "2026-08-20")
                .Line("expense", 12.34m, classification: FinanceSample.Expense, category: "Travel")
                .Line("material", 45.67m, classification: FinanceSample.Material)
                .Line("zero fee", 0m, classification: FinanceSample.Fee)
                .Line("free", 10m, billingType: "NonChargeable")
                .Line("gift", 11m, billingType: "Complimentary")
                .Milestone("milestone", 500m, milestone: "M-1")
                .Milestone("unknown milestone", 25m)
                .Retainer("applied", -40m)
                .Credit("old", 33.33m, 3)
                .CreditOnAccount("old milestone", 70m, milestone: "M-0")
                .Edited("edited", 4m, 3m, 100m, 110m)
                .Cost("time", 20m)
                .Cost("expense", 8m, FinanceSample.Expense, category: "Travel")
                .Cost("material", 30m, FinanceSample.Material),
            new TestInvoice("PF-INC", "CON-INC", "PRJ-INC").Line("gross", 100m).Line("gross small", 0.05m),
            new TestInvoice("PF-JPY", "CON-JPY", "PRJ-JPY", "JPY").Line("yen 1", 50m).Line("yen 2", 50m).Line("yen 3", 50m),
            new TestInvoice("PF-CRED").Credit("second", 77.77m),
            new TestInvoice("PF-NONE").Line("only free", 9m, billingType: "NonChargeable"),
        ];
}
