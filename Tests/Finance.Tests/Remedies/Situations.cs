using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Remedies;

/// <summary>The situations of the table that finance itself finds, by name.</summary>
internal static class Situations
{
    private const string Before = "2026-09-10";

    public static IReadOnlyDictionary<string, Situation> All { get; } =
        new Dictionary<string, Situation>(StringComparer.Ordinal)
        {
            ["a field that finance cannot read"] = WrongRow(invoice => invoice.Actuals[^1]["Quantity"] = "many"),
            ["a company that is not set up"] = new(
                async scene =>
                {
                    scene.Company = "GBPM";
                    await SendAsync(scene, InCompany(scene.Invoice().Milestone(scene.Row("a"), 10m), scene.Company));
                },
                async scene =>
                {
                    await scene.AddAsync(setUp => Duplicate(setUp, scene.Company));
                    await SendAsync(scene, InCompany(scene.Invoice().Milestone(scene.Row("a"), 10m), scene.Company));
                }
            ),
            ["a header that is known with another content"] = new(
                async scene =>
                {
                    var invoice = scene.Invoice().Milestone(scene.Row("a"), 10m);
                    await scene.SendAsync(invoice, header => header["InvoiceHeaderText"] = "Other services");
                    await scene.SendAsync(invoice);
                },
                scene => AgainAsync(scene, scene.Invoice().Milestone(scene.Row("a"), 10m), scene.Invoice().Milestone(scene.Row("a"), 10m))
            ),

            ["a project that is not set up"] = Lacking(setUp => Remove(setUp, "projects", "id", "PRJ-0001")),
            ["no line property for the billing type"] = Lacking(setUp => setUp["lineProperties"] = new JsonArray()),
            ["no exchange rate"] = Lacking(
                setUp => { },
                setUp =>
                {
                    setUp["exchangeRates"]!.AsArray().Add(Rate("Default", "SEK", "USD", 0.1m));
                    setUp["exchangeRates"]!.AsArray().Add(Rate("Reporting", "SEK", "EUR", 0.09m));
                },
                scene => scene.Invoice("CON-SEK", "PRJ-SEK", "SEK")
            ),
            ["no item sales tax group on the category"] = Lacking(setUp => Each(setUp, "categories", row => row["itemSalesTaxGroup"] = null)),
            ["no open period"] = Lacking(setUp => Each(setUp, "fiscalPeriods", row => row["status"] = "Closed")),
            ["a customer that is not set up"] = new(
                scene => SendAsync(scene, scene.Invoice().Line(scene.Row("a"), 10m), header => header["CustomerAccountNumber"] = "C-0077"),
                scene => scene.AddAsync(setUp => Copy(setUp, "customers", "account", "C-0001", "C-0077"))
            ),
            ["a funding source that is not set up"] = new(
                scene => SendAsync(scene, Paid(scene.Invoice().Line(scene.Row("a"), 10m), "FS-9"), header => header["FundingSourceId"] = "FS-9"),
                scene =>
                    scene.AddAsync(setUp =>
                        setUp["contracts"]![0]!["fundingSources"]!.AsArray().Add(new JsonObject { ["id"] = "FS-9", ["customer"] = "C-0001" })
                    )
            ),
            ["a category that is not set up"] = Lacking(setUp => Remove(setUp, "categories", "id", "Consulting")),
            ["a contract that is not set up"] = Lacking(
                setUp => { },
                setUp => Copy(setUp, "contracts", "id", "CON-00021", "CON-NEW"),
                scene => scene.Invoice("CON-NEW")
            ),
            ["no profile rule"] = Lacking(setUp => setUp["profileRules"] = new JsonArray()),
            ["a profile that is gone since the journal was posted"] = new(
                async scene =>
                {
                    await scene.SetupAsync(WithProfile);
                    var invoice = scene.Invoice("CON-USD", "PRJ-USD", "USD").Line(scene.Row("a"), 10m);
                    await scene.SendAsync(invoice);
                    await scene.ImportAsync();
                    await scene.PostJournalsAsync();
                    await scene.SetupAsync();
                    await scene.GoOnAsync();
                },
                scene => scene.SetupAsync(WithProfile)
            ),
            ["no main account for accrued revenue"] = Lacking(setUp => Remove(setUp, "ledgerPosting", "postingType", "Project - accrued revenue")),
            ["a currency that is not set up"] = Lacking(
                setUp => { },
                setUp =>
                {
                    setUp["currencies"]!.AsArray().Add(new JsonObject { ["code"] = "NOK", ["decimals"] = 2 });
                    setUp["exchangeRates"]!.AsArray().Add(Rate("Default", "NOK", "USD", 0.1m));
                    setUp["exchangeRates"]!.AsArray().Add(Rate("Reporting", "NOK", "EUR", 0.09m));
                },
                scene => scene.Invoice("CON-USD", "PRJ-USD", "NOK")
            ),
            ["a project without a dimension that is needed"] = new(
                async scene =>
                {
                    await scene.SetupAsync(WithoutDimension);
                    await SendAsync(scene, ByHand(scene, "PRJ-FP"));
                },
                scene => scene.SetupAsync()
            ),
            ["unbilled sales that was posted without a dimension that the invoice needs"] = new(
                async scene =>
                {
                    await scene.SetupAsync(WithoutDimension);
                    await SendAsync(scene, scene.Invoice().Line(scene.Row("a"), 10m));
                },
                async scene => (await scene.AdjustAsync("a U", "Department", "024")).Ok()
            ),
            ["an on-account transaction without a dimension that is needed"] = new(
                async scene =>
                {
                    await scene.SetupAsync(setUp =>
                    {
                        WithoutDimension(setUp);
                        NeedDepartment(setUp, "411200", "024", "025");
                    });
                    (await scene.Host.SendRowsAsync("ProjectContractLineMilestones", [FinanceSample.ContractMilestone(scene.Row("M"), 10m)])).Ok();
                    await SendAsync(scene, scene.Invoice().Milestone(scene.Row("a"), 10m, milestone: scene.Row("M")));
                },
                async scene => (await scene.GiveToMilestoneAsync("M", "Department=024")).Ok()
            ),
            ["a project whose dimension an account structure does not take"] = new(
                async scene =>
                {
                    await scene.SetupAsync(setUp => NeedDepartment(setUp, "411100", "024"));
                    await SendAsync(scene, ByHand(scene, "PRJ-FP"));
                },
                scene =>
                    scene.SetupAsync(setUp =>
                    {
                        NeedDepartment(setUp, "411100", "024");
                        Row(setUp, "projects", "id", "PRJ-FP")["dimensions"]!["Department"] = "024";
                    })
            ),
            ["unbilled sales that was posted with a dimension that an account structure does not take"] = new(
                async scene =>
                {
                    await scene.SetupAsync(setUp => NeedDepartment(setUp, "411100", "025"));
                    await SendAsync(scene, scene.Invoice().Line(scene.Row("a"), 10m));
                },
                async scene => (await scene.AdjustAsync("a U", "Department", "025")).Ok()
            ),
            ["a dimension of the header that an account structure does not take"] = new(
                async scene =>
                {
                    await scene.SetupAsync(setUp => NeedDepartment(setUp, "130100", "025"));
                    await SendAsync(scene, scene.Invoice().Line(scene.Row("a"), 10m));
                },
                async scene => (await scene.Host.ChangeProposalAsync(scene.Proposal, new JsonObject { ["Dimensions"] = "Department=025" })).Ok()
            ),

            ["a line added by hand without a project"] = new(
                scene => SendAsync(scene, ByHand(scene, null)),
                scene => AgainAsync(scene, ByHand(scene, null), ByHand(scene, "PRJ-FP"))
            ),
            ["other rows than the header announces"] = new(
                async scene =>
                {
                    var sent = scene.Invoice().Milestone(scene.Row("sent"), 10m);
                    await scene.SendAsync(
                        sent,
                        header =>
                            header["HashedListOfBillableSalesActualIds"] = scene.Invoice().Milestone(scene.Row("a"), 10m).Header[
                                "HashedListOfBillableSalesActualIds"
                            ]!.GetValue<string>()
                    );
                    await scene.GoOnAsync();
                },
                scene => AgainAsync(scene, scene.Invoice().Milestone(scene.Row("sent"), 10m), scene.Invoice().Milestone(scene.Row("a"), 10m))
            ),
            ["a line in another currency"] = WrongInvoice(invoice => invoice.Actuals[^1]["TransactionCurrencyId"] = "EUR"),
            ["unbilled sales that stand on another proposal"] = new(
                async scene =>
                {
                    await scene.SendAsync(scene.Other("first").Line(scene.Row("work"), 10m));
                    await TestInvoice.ReadyAsync(scene.Host);
                    await SendAsync(scene, Again(scene));
                },
                scene => AgainAsync(scene, Again(scene), scene.Invoice().Line(scene.Row("b"), 10m))
            ),
            ["an amount with too many decimals"] = WrongInvoice(invoice => invoice.Actuals[^1]["Amount"] = 10.001m),
            ["a milestone that another invoice has billed"] = new(
                async scene =>
                {
                    (
                        await scene.Host.SendRowsAsync(
                            "ProjectContractLineMilestones",
                            [FinanceSample.ContractMilestone(scene.Row("M"), 10m), FinanceSample.ContractMilestone(scene.Row("N"), 10m)]
                        )
                    ).Ok();
                    await scene.Other("first").Milestone(scene.Row("first"), 10m, milestone: scene.Row("M")).PostAsync(scene.Host);
                    await SendAsync(scene, scene.Invoice().Milestone(scene.Row("a"), 10m, milestone: scene.Row("M")));
                },
                scene =>
                    AgainAsync(
                        scene,
                        scene.Invoice().Milestone(scene.Row("a"), 10m, milestone: scene.Row("M")),
                        scene.Invoice().Milestone(scene.Row("a"), 10m, milestone: scene.Row("N"))
                    )
            ),
            ["a milestone that two lines bill"] = new(
                async scene =>
                {
                    (await scene.Host.SendRowsAsync("ProjectContractLineMilestones", [FinanceSample.ContractMilestone(scene.Row("M"), 10m)])).Ok();
                    await SendAsync(scene, Twice(scene));
                },
                scene => AgainAsync(scene, Twice(scene), scene.Invoice().Milestone(scene.Row("a"), 10m, milestone: scene.Row("M")))
            ),
            ["a line of another funding source"] = WrongInvoice(invoice => invoice.Actuals[^1]["FundingSource"] = "FS-2"),
            ["unbilled sales that is reversed"] = new(
                async scene =>
                {
                    await ReverseAsync(scene);
                    await SendAsync(scene, scene.Invoice().Line(scene.Row("work"), 10m));
                },
                LeftAsync
            ),
            ["a reversal of what a proposal bills"] = new(ReversedWhileBilledAsync, LeftAsync),
            ["a use of a retainer that it does not name"] = new(
                async scene =>
                {
                    await AdvanceAsync(scene, scene.Other("advance"));
                    await SendAsync(scene, Use(scene, 40m, retainer: null));
                },
                scene => scene.SendAsync(Use(scene, 40m))
            ),
            ["a use of a retainer in another currency"] = new(
                async scene =>
                {
                    await AdvanceAsync(scene, scene.Other("advance", "CON-USD", "PRJ-USD", "USD"));
                    await SendAsync(scene, Use(scene, 40m));
                },
                scene => AgainAsync(scene, Use(scene, 40m), scene.Invoice().Line(scene.Row("job"), 100m))
            ),

            ["no main account when the journal is posted"] = new(
                scene => JournalAsync(scene, setUp => Remove(setUp, "ledgerPosting", "postingType", "Project - WIP - sales value")),
                async scene =>
                {
                    await scene.SetupAsync();
                    await scene.ResetAsync();
                }
            ),
            ["a journal line that follows one not posted"] = new(
                async scene =>
                {
                    var invoice = Edited(scene);
                    invoice.Actuals.RemoveAt(0);
                    await SendAsync(scene, invoice);
                },
                async scene =>
                {
                    await scene.SendAsync(Edited(scene));
                    await scene.ImportAsync();
                    await scene.PostJournalsAsync();
                }
            ),
            ["a period that was closed when the journal is posted"] = new(
                scene =>
                    JournalAsync(
                        scene,
                        setUp =>
                        {
                            Row(setUp, "fiscalPeriods", "from", "2026-09-01")["status"] = "Closed";
                            setUp["parameters"]![0]!["setAccountingDateToOpenPeriod"] = false;
                        }
                    ),
                async scene =>
                {
                    await scene.SetupAsync();
                    await scene.ResetAsync();
                }
            ),
            ["a journal of faulty lines"] = new(
                async scene =>
                {
                    await JournalAsync(scene, setUp => Remove(setUp, "ledgerPosting", "postingType", "Project - WIP - sales value"));
                    await scene.PostFaultyJournalAsync();
                },
                async scene =>
                {
                    await scene.SetupAsync();
                    await scene.ResetAsync();
                }
            ),
            ["a journal line that can never be posted"] = new(
                async scene =>
                {
                    await ReverseAsync(scene);
                    await scene.SendAsync(scene.Invoice().Line(scene.Row("a"), 10m));
                    await ReverseAsync(scene, "once more");
                    await scene.PostJournalsAsync();
                },
                scene => scene.DeleteHopelessLinesAsync()
            ),

            ["an invoice that is not imported"] = new(
                async scene =>
                {
                    await scene.SendAsync(scene.Invoice().Milestone(scene.Row("a"), 10m));
                    await scene.PostAsync();
                },
                scene => scene.ImportAsync()
            ),
            ["an invoice date in a closed period"] = new(
                async scene => await SendAsync(scene, scene.Invoice(date: "2026-10-10").Milestone(scene.Row("a"), 10m)),
                scene =>
                {
                    scene.InvoiceDate = "2026-11-02";
                    return Task.CompletedTask;
                }
            ),
            ["an accounting date in a closed period"] = new(
                async scene => await SendAsync(scene, scene.Invoice().Milestone(scene.Row("a"), 10m), header => header["AccountingDate"] = "2026-10-10"),
                scene => scene.SetupAsync(setUp => Row(setUp, "fiscalPeriods", "from", "2026-10-01")["status"] = "Open")
            ),
            ["an accounting date in a closed period that may be changed"] = new(
                async scene =>
                {
                    await scene.SetupAsync(setUp => setUp["parameters"]![0]!["allowHeaderAccountingDate"] = true);
                    await SendAsync(scene, scene.Invoice().Milestone(scene.Row("a"), 10m), header => header["AccountingDate"] = "2026-10-10");
                },
                async scene => (await scene.Host.ChangeProposalAsync(scene.Proposal, new JsonObject { ["AccountingDate"] = "2026-11-02" })).Ok()
            ),
            ["no tax percentage on the invoice date"] = Lacking(setUp => setUp["salesTaxCodes"]![0]!["rates"]![0]!["validFrom"] = "2026-12-01"),
            ["no main account when the invoice is posted"] = AtPosting(setUp => Remove(setUp, "ledgerPosting", "postingType", "Customer balance")),
            ["no number sequence"] = AtPosting(setUp => Remove(setUp, "numberSequences", "reference", "Invoice voucher")),
            ["no main account for penny differences"] = AtPosting(
                setUp => Remove(setUp, "ledgerPosting", "postingType", "Penny difference"),
                scene => scene.Invoice("CON-JPY", "PRJ-JPY", "JPY").Line(scene.Row("a"), 50m).Line(scene.Row("b"), 50m).Line(scene.Row("c"), 50m)
            ),
            ["a credit of a part of a line"] = new(
                async scene =>
                {
                    await scene.Other("billed").Line(scene.Row("work"), 100m).PostAsync(scene.Host);
                    await SendAsync(scene, scene.Invoice().Credit(scene.Row("work"), 40m));
                },
                scene => AgainAsync(scene, scene.Invoice().Credit(scene.Row("work"), 40m), scene.Invoice().Milestone(scene.Row("b"), 10m))
            ),
            ["an invoice date before that of the last number"] = new(
                async scene =>
                {
                    await scene.Other("before", date: "2026-11-20").Milestone(scene.Row("before"), 10m, "2026-11-20").PostAsync(scene.Host);
                    await scene.SetupAsync(setUp => Row(setUp, "numberSequences", "reference", "Customer invoice")["chronological"] = true);
                    await SendAsync(scene, scene.Invoice().Milestone(scene.Row("a"), 10m));
                },
                scene =>
                {
                    scene.InvoiceDate = "2026-11-20";
                    return Task.CompletedTask;
                }
            ),
            ["unbilled sales that is reversed while a proposal bills it"] = new(ReversedWhileBilledAsync, LeftAsync),
            ["more used of a retainer than is left"] = new(OverdrawAsync, scene => AgainAsync(scene, Use(scene, 70m), Use(scene, 30m))),
            ["more used of a retainer than is left until it is given back"] = new(
                OverdrawAsync,
                async scene =>
                    await scene
                        .Other("back")
                        .CreditOnAccount(scene.Row("first use"), -70m, FinanceSample.Retainer, retainer: scene.Row("retainer"))
                        .PostAsync(scene.Host)
            ),
            ["a credit of a retainer that is used"] = new(
                async scene =>
                {
                    await AdvanceAsync(scene, scene.Other("advance"));
                    await scene
                        .Other("first")
                        .Line(scene.Row("first job"), 100m)
                        .Retainer(scene.Row("first use"), -70m, retainer: scene.Row("retainer"))
                        .PostAsync(scene.Host);
                    await SendAsync(
                        scene,
                        scene.Invoice().CreditOnAccount(scene.Row("advance"), 100m, FinanceSample.Retainer, retainer: scene.Row("retainer"))
                    );
                },
                async scene =>
                    await scene
                        .Other("back")
                        .CreditOnAccount(scene.Row("first use"), -70m, FinanceSample.Retainer, retainer: scene.Row("retainer"))
                        .PostAsync(scene.Host)
            ),
        };

    private static async Task SendAsync(Scene scene, TestInvoice invoice, Action<JsonObject>? header = null)
    {
        await scene.SendAsync(invoice, header);
        await scene.GoOnAsync();
    }

    private static async Task AgainAsync(Scene scene, TestInvoice withdrawn, TestInvoice corrected)
    {
        await scene.WithdrawAsync(withdrawn);
        await scene.SendAsync(corrected);
    }

    private static Situation Lacking(Action<JsonObject> lacks) => Lacking(lacks, _ => { }, scene => scene.Invoice());

    /// <summary>Something is not set up from the beginning; an administrator of finance adds it.</summary>
    private static Situation Lacking(Action<JsonObject> lacks, Action<JsonObject> adds, Func<Scene, TestInvoice> invoice) =>
        new(
            async scene =>
            {
                await scene.SetupAsync(lacks);
                await SendAsync(scene, invoice(scene).Line(scene.Row("a"), 10m));
            },
            scene => scene.AddAsync(adds)
        );

    private static Situation AtPosting(Action<JsonObject> lacks) => AtPosting(lacks, scene => scene.Invoice().Line(scene.Row("a"), 10m));

    /// <summary>Something is taken out of the set-up when the proposal is ready.</summary>
    private static Situation AtPosting(Action<JsonObject> lacks, Func<Scene, TestInvoice> invoice) =>
        new(
            async scene =>
            {
                await scene.SendAsync(invoice(scene));
                await TestInvoice.ReadyAsync(scene.Host);
                await scene.SetupAsync(lacks);
                await scene.PostAsync();
            },
            scene => scene.SetupAsync()
        );

    private static async Task JournalAsync(Scene scene, Action<JsonObject> lacks)
    {
        await scene.SendAsync(scene.Invoice().Line(scene.Row("a"), 10m));
        await scene.ImportAsync();
        await scene.SetupAsync(lacks);
        await scene.PostJournalsAsync();
    }

    /// <summary>A row says what finance cannot book; the invoice is withdrawn, corrected and confirmed again, with the same ids.</summary>
    private static Situation WrongInvoice(Action<TestInvoice> wrong) =>
        new(scene => SendAsync(scene, Wrong(scene, wrong)), scene => AgainAsync(scene, Wrong(scene, wrong), scene.Invoice().Line(scene.Row("a"), 10m)));

    /// <summary>A row is refused before it is staged; it is sent again.</summary>
    private static Situation WrongRow(Action<TestInvoice> wrong) =>
        new(scene => SendAsync(scene, Wrong(scene, wrong)), scene => scene.SendAsync(scene.Invoice().Line(scene.Row("a"), 10m)));

    private static TestInvoice Wrong(Scene scene, Action<TestInvoice> wrong)
    {
        var invoice = scene.Invoice().Line(scene.Row("a"), 10m);
        wrong(invoice);
        return invoice;
    }

    // A second billed sales of the same work.
    private static TestInvoice Again(Scene scene)
    {
        var invoice = scene.Invoice().Milestone(scene.Row("again"), 10m);
        var billed = invoice.Actuals[^1];
        billed["TransactionClassification"] = FinanceSample.Time;
        invoice.Connections.Add(FinanceSample.Connection(scene.Row("again B"), "Billed Sales", scene.Row("work U"), "Unbilled Sales"));
        return invoice;
    }

    private static TestInvoice Twice(Scene scene) =>
        scene.Invoice().Milestone(scene.Row("a"), 10m, milestone: scene.Row("M")).Milestone(scene.Row("b"), 10m, milestone: scene.Row("M"));

    private static async Task ReverseAsync(Scene scene, string suffix = "reversed")
    {
        var work = scene.Invoice().Line(scene.Row("work"), 10m).Actuals[0];
        (await scene.Host.SendRowsAsync("ProjActualsImports", [work, FinanceSample.Actual(scene.Row(suffix), "Sales", -10m, quantity: -1)])).Ok();
        (
            await scene.Host.SendRowsAsync(
                "ProjTransactionRelationships",
                [FinanceSample.Connection(scene.Row(suffix), "Reversing", scene.Row("work U"), "Original")]
            )
        ).Ok();
        await scene.ImportAsync();
        await scene.PostJournalsAsync();
    }

    private static async Task ReversedWhileBilledAsync(Scene scene)
    {
        await scene.SendAsync(scene.Invoice().Line(scene.Row("work"), 10m));
        await TestInvoice.ReadyAsync(scene.Host);
        await ReverseAsync(scene);
        await scene.PostAsync();
    }

    // The work that was reversed is not billed; what is left is another line.
    private static Task LeftAsync(Scene scene) => AgainAsync(scene, scene.Invoice().Line(scene.Row("work"), 10m), scene.Invoice().Line(scene.Row("left"), 4m));

    private static async Task AdvanceAsync(Scene scene, TestInvoice advance) =>
        await advance.Retainer(scene.Row("advance"), 100m, Before, scene.Row("retainer")).PostAsync(scene.Host);

    private static TestInvoice Use(Scene scene, decimal amount) => Use(scene, amount, scene.Row("retainer"));

    private static TestInvoice Use(Scene scene, decimal amount, string? retainer) =>
        scene.Invoice().Line(scene.Row("job"), 100m).Retainer(scene.Row("use"), -amount, retainer: retainer);

    private static async Task OverdrawAsync(Scene scene)
    {
        await AdvanceAsync(scene, scene.Other("advance"));
        await scene.SendAsync(scene.Other("first").Line(scene.Row("first job"), 100m).Retainer(scene.Row("first use"), -70m, retainer: scene.Row("retainer")));
        await scene.SendAsync(Use(scene, 70m));
        await TestInvoice.ReadyAsync(scene.Host);
        (await scene.Host.PostProposalAsync(scene.Other("first").Proposal)).Ok();
        await scene.PostAsync();
    }

    private static TestInvoice Edited(Scene scene) => scene.Invoice().Edited(scene.Row("e"), 8m, 6m, 200m, 200m);

    private static TestInvoice ByHand(Scene scene, string? project)
    {
        var invoice = scene.Invoice("CON-FP", "PRJ-FP", "USD").Milestone(scene.Row("by hand"), 10m);
        invoice.Actuals[^1]["TransactionClassification"] = FinanceSample.Fee;
        invoice.Actuals[^1]["BillingMethod"] = "FixedPrice";
        invoice.Actuals[^1]["ProjectId"] = project;
        return invoice;
    }

    private static void WithoutDimension(JsonObject setUp) => Each(setUp, "projects", row => row["dimensions"] = new JsonObject());

    private static void NeedDepartment(JsonObject setUp, string account, params string[] values) =>
        setUp["accountStructures"] = new JsonArray(
            new JsonObject
            {
                ["company"] = "USPM",
                ["name"] = "Departments",
                ["accounts"] = new JsonArray(account),
                ["dimensions"] = new JsonArray(
                    new JsonObject
                    {
                        ["name"] = "Department",
                        ["required"] = true,
                        ["values"] = new JsonArray([.. values.Select(value => (JsonNode)value)]),
                    }
                ),
            }
        );

    private static TestInvoice Paid(TestInvoice invoice, string fundingSource)
    {
        invoice.Actuals.ForEach(row => row["FundingSource"] = fundingSource);
        return invoice;
    }

    private static TestInvoice InCompany(TestInvoice invoice, string company)
    {
        invoice.Company = company;
        invoice.Actuals.ForEach(row => (row["dataAreaId"], row["ProjectDataAreaId"]) = (company, company));
        return invoice;
    }

    private static void WithProfile(JsonObject setUp)
    {
        Copy(setUp, "costAndRevenueProfiles", "id", "TM-WIP", "TM-NEW");
        setUp["profileRules"]!
            .AsArray()
            .Insert(
                0,
                new JsonObject
                {
                    ["company"] = "USPM",
                    ["project"] = "PRJ-USD",
                    ["contract"] = null,
                    ["projectGroup"] = null,
                    ["profile"] = "TM-NEW",
                }
            );
    }

    private static void Duplicate(JsonObject setUp, string company)
    {
        foreach (var (_, records) in setUp)
        {
            foreach (
                var record in records!
                    .AsArray()
                    .OfType<JsonObject>()
                    .Where(record => (string?)record["company"] == "USPM" || (string?)record["id"] == "USPM")
                    .ToList()
            )
            {
                var copy = record.DeepClone();
                copy[record["company"] is null ? "id" : "company"] = company;
                records.AsArray().Add(copy);
            }
        }
    }

    private static JsonObject Rate(string type, string from, string to, decimal rate) =>
        new()
        {
            ["type"] = type,
            ["from"] = from,
            ["to"] = to,
            ["validFrom"] = "2026-01-01",
            ["rate"] = rate,
        };

    private static JsonObject Row(JsonObject setUp, string section, string field, string value) =>
        setUp[section]!.AsArray().Single(row => (string?)row![field] == value && (string?)row["company"] is null or "USPM")!.AsObject();

    private static void Remove(JsonObject setUp, string section, string field, string value) =>
        setUp[section]!.AsArray().Remove(Row(setUp, section, field, value));

    private static void Copy(JsonObject setUp, string section, string field, string value, string name)
    {
        var copy = Row(setUp, section, field, value).DeepClone();
        copy[field] = name;
        setUp[section]!.AsArray().Add(copy);
    }

    private static void Each(JsonObject setUp, string section, Action<JsonObject> change) =>
        setUp[section]!.AsArray().ToList().ForEach(row => change(row!.AsObject()));
}
