using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Delivery;
using ProjectInvoice.Connector.Storage;

namespace ProjectInvoice.Connector.Tests;

/// <summary>
/// Where Project Operations' own logic makes the actuals, its reversals carry a skip-sync column of its own, whose name is not known: they are recognized by
/// what they are (domain rules, sections 3 and 4).
/// </summary>
[TestClass]
internal sealed class When_other_logic_makes_the_actuals
{
    private const int Pending = 482190000;
    private const int Waiting = 482190003;

    [TestMethod]
    public async Task The_reversal_of_an_unedited_row_is_not_sent()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var (original, reversal) = Reversed(situation, sample);
        var billed = sample.Actual(Sample.Billed);
        sample.Connection(billed, "Billed Sales", original, "Unbilled Sales");

        await situation.RunAsync();

        AssertSent(situation, original, billed);
        Assert.AreNotEqual(Guid.Empty, reversal);
    }

    [TestMethod]
    public async Task Of_an_edited_row_only_the_reversal_of_what_was_recorded_is_sent()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var (original, reversal) = Reversed(situation, sample);
        var (reduced, reducedReversal) = Reversed(situation, sample);
        var (rest, restReversal) = Reversed(situation, sample);
        var billed = sample.Actual(Sample.Billed);
        var billedRest = sample.Actual(Sample.Billed, billing: Sample.NonChargeable);
        sample.Connection(reduced, "Replacing", original, "Original");
        sample.Connection(rest, "Replacing", original, "Original");
        sample.Connection(reduced, "Unbilled Sales", billed, "Billed Sales");
        sample.Connection(billedRest, "Billed Sales", rest, "Unbilled Sales");

        await situation.RunAsync();

        AssertSent(situation, original, reversal, reduced, rest, billed, billedRest);
        CollectionAssert.DoesNotContain(Sent(situation), reducedReversal);
        CollectionAssert.DoesNotContain(Sent(situation), restReversal);
    }

    [TestMethod]
    public async Task A_reversal_of_another_confirmation_is_sent()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var other = new Sample(situation.Dataverse, "PF-1004");
        var original = sample.Actual(Sample.Unbilled);
        var reversal = Reversal(situation, other, original);
        var billed = sample.Actual(Sample.Billed);
        sample.Connection(billed, "Billed Sales", original, "Unbilled Sales");

        await situation.RunAsync();

        AssertSent(situation, original, reversal, billed);
    }

    [TestMethod]
    public async Task Rows_are_not_sent_before_what_connects_them_is_there()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var message = sample.PendingMessage();
        situation.Dataverse.Put("pinv_integrationmessage", message, new { pinv_status = Waiting });
        var (original, reversal, billed) = (sample.Actual(Sample.Unbilled), Unconnected(situation, sample), sample.Actual(Sample.Billed));
        await situation.RunAsync();
        Assert.IsEmpty(Sent(situation));

        sample.Connection(reversal, "Reversing", original, "Original");
        await situation.RunAsync();
        Assert.IsEmpty(Sent(situation));
        Assert.IsTrue((await situation.PendingAsync()).TrueForAll(row => row.State == WorkState.Held));

        sample.Connection(billed, "Billed Sales", original, "Unbilled Sales");
        situation.Dataverse.Put("pinv_integrationmessage", message, new { pinv_status = Pending });
        await situation.RunAsync();

        AssertSent(situation, original, billed);
        Assert.IsEmpty(await situation.PendingAsync());
    }

    [TestMethod]
    public async Task A_reversal_whose_original_is_not_known_waits_and_is_listed()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var (original, billed, own, ordinary) = (
            sample.Actual(Sample.Unbilled),
            sample.Actual(Sample.Billed),
            Unconnected(situation, sample),
            Unconnected(situation, sample)
        );
        sample.Connection(billed, "Billed Sales", original, "Unbilled Sales");
        await situation.RunAsync();
        await situation.RunAsync();
        AssertSent(situation, original, billed);
        var listed = (await situation.GetAsync("/api/status", Authority.AdministratorClient)).Body["errors"]!
            .Where(error => (string)error["code"]! == DeliveryErrors.OriginalUnknown.Code)
            .ToList();
        Assert.HasCount(2, listed);
        StringAssert.Contains((string)listed[0]["message"]!, "create the connection");

        sample.Connection(own, "Reversing", original, "Original");
        sample.Connection(ordinary, "Reversing", sample.Actual(Sample.Unbilled), "Original");
        await situation.RunAsync();

        CollectionAssert.DoesNotContain(Sent(situation), own);
        CollectionAssert.Contains(Sent(situation), ordinary);
        Assert.IsEmpty(await situation.PendingAsync());
        Assert.IsEmpty((await situation.GetAsync("/api/status", Authority.AdministratorClient)).Body["errors"]!);
    }

    [TestMethod]
    public async Task A_reversal_whose_original_is_not_known_goes_no_further_where_it_is_marked()
    {
        await using var situation = await Situation.StartedAsync();
        var reversal = Unconnected(situation, new Sample(situation.Dataverse));
        await situation.RunAsync();

        situation.Dataverse.Put("msdyn_actual", reversal, new { pinv_skipsync = true });
        await situation.RunAsync();

        Assert.IsEmpty(Sent(situation));
        Assert.IsEmpty(await situation.PendingAsync());
    }

    [TestMethod]
    public async Task A_reversal_that_names_no_invoice_waits_as_long_as_it_may_belong_to_one()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var message = sample.PendingMessage();
        situation.Dataverse.Put("pinv_integrationmessage", message, new { pinv_status = Waiting });
        var (original, reversal) = (sample.Actual(Sample.Unbilled, ofInvoice: false), Unconnected(situation, sample, ofInvoice: false));
        sample.Connection(reversal, "Reversing", original, "Original");
        await situation.RunAsync();
        CollectionAssert.DoesNotContain(Sent(situation), reversal);

        situation.Dataverse.Put("pinv_integrationmessage", message, new { pinv_status = Pending });
        await situation.RunAsync();

        AssertSent(situation, original, reversal);
    }

    [TestMethod]
    public async Task A_draft_that_has_taken_the_original_does_not_keep_its_reversal_back()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var (original, reversal) = (sample.Actual(Sample.Unbilled, ofInvoice: false), Unconnected(situation, sample, ofInvoice: false));
        sample.Connection(reversal, "Reversing", original, "Original");
        sample.Connection(original, "Unbilled Sales", Guid.NewGuid(), "Billed Sales", "msdyn_invoicelinetransaction");

        await situation.RunAsync();

        AssertSent(situation, original, reversal);
    }

    [TestMethod]
    public async Task A_column_of_the_product_counts_where_the_map_names_it()
    {
        await using var situation = await Situation.CreateAsync();
        UseSkipColumns(situation, "msdyn_istransition", "contoso_unknown");
        await situation.StartAsync();
        var sample = new Sample(situation.Dataverse);
        var skipped = sample.Actual(Sample.Unbilled);
        situation.Dataverse.Put("msdyn_actual", skipped, new { msdyn_istransition = true });
        var sent = sample.Actual(Sample.Unbilled);

        await situation.RunAsync();

        AssertSent(situation, sent);
    }

    private static void UseSkipColumns(Situation situation, params string[] columns)
    {
        var folder = Directory.CreateDirectory(Path.Combine(situation.Folder, "maps")).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "TableMaps")))
        {
            var map = JObject.Parse(File.ReadAllText(file));
            map["skipColumns"] =
                (string?)map["table"] == "msdyn_actual" && (string?)map["trigger"] == "Changes" ? new JArray(columns.Cast<object>().ToArray()) : null;
            File.WriteAllText(
                Path.Combine(folder, Path.GetFileName(file)),
                new JObject(map.Properties().Where(property => property.Value.Type != JTokenType.Null)).ToString()
            );
        }

        situation.Set("TableMaps:Folder", folder);
    }

    private static (Guid Original, Guid Reversal) Reversed(Situation situation, Sample sample)
    {
        var original = sample.Actual(Sample.Unbilled);
        return (original, Reversal(situation, sample, original));
    }

    private static Guid Reversal(Situation situation, Sample sample, Guid original)
    {
        var reversal = Unconnected(situation, sample);
        sample.Connection(reversal, "Reversing", original, "Original");
        return reversal;
    }

    private static Guid Unconnected(Situation situation, Sample sample, bool ofInvoice = true)
    {
        const int Unadjustable = 192350002;
        return situation.Dataverse.Put(
            "msdyn_actual",
            sample.Actual(Sample.Unbilled, -1000m, ofInvoice: ofInvoice),
            new { msdyn_adjustmentstatus = Unadjustable }
        );
    }

    private static void AssertSent(Situation situation, params Guid[] actuals) => CollectionAssert.AreEquivalent(actuals, Sent(situation));

    private static List<Guid> Sent(Situation situation) =>
        [.. situation.Finance.Rows("ProjActualsImports").Select(row => Guid.Parse((string)row["ActualId"]!))];
}
