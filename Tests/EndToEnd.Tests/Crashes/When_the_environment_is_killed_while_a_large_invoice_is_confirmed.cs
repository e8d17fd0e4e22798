namespace EndToEnd.Tests.Crashes;

/// <summary>
/// Dataverse runs as a process of its own, on a file. At each named stage of a confirmation of 3,000 lines it is killed (SIGKILL), started again on the file and left alone:
/// the end state is that of a run that nobody killed.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class When_the_environment_is_killed_while_a_large_invoice_is_confirmed
{
    private const int Lines = 3000;
    private static LargeDraft draft = null!;
    private static IReadOnlyList<string> undisturbed = null!;
    private static string message = null!;

    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Cancellation => TestContext.CancellationToken;

    [ClassInitialize]
    public static async Task Prepare(TestContext context)
    {
        var cancellation = context.CancellationToken;
        draft = await LargeDraft.CreateAsync(Lines, cancellation);
        var (host, _) = await draft.StartOnCopyAsync(cancellation);
        await using (host)
        {
            await draft.ConfirmAsync(host, cancellation);
            await draft.CompletedAsync(host, cancellation);
            undisturbed = await draft.StateAsync(host, cancellation);
        }

        message = draft.Messages.Single();
    }

    [ClassCleanup]
    public static async Task Clean() => await draft.DisposeAsync();

    [TestMethod]
    public void The_run_that_nobody_killed_has_billed_every_line()
    {
        Assert.HasCount(Lines, undisturbed.Where(line => line.StartsWith("msdyn_actuals ", StringComparison.Ordinal) && line.Contains("\"msdyn_transactiontypecode\":192350006", StringComparison.Ordinal)));
        Assert.HasCount(Lines, undisturbed.Where(line => line.StartsWith("msdyn_invoicelinetransactions ", StringComparison.Ordinal)));
    }

    [TestMethod]
    public Task Scheduled_before_the_first_check() => EndsAsUndisturbed("--Halt:Before=Job", "--Halt:Table=pinv_confirmationchunk");

    [TestMethod]
    public Task Between_two_checks() => EndsAsUndisturbed("--Halt:Before=Job", "--Halt:Number=2", "--Halt:Table=pinv_confirmationchunk");

    [TestMethod]
    public Task With_the_first_chunk_half_billed() => EndsAsUndisturbed("--Halt:Before=Write", "--Halt:Number=100", "--Halt:Table=msdyn_actual");

    [TestMethod]
    public Task In_the_middle_of_billing() => EndsAsUndisturbed("--Halt:Before=Write", $"--Halt:Number={Lines + 1}", "--Halt:Table=msdyn_transactionconnection");

    [TestMethod]
    public Task With_the_last_chunk_billed_and_the_invoice_about_to_be_closed() => EndsAsUndisturbed("--Halt:Before=Write", "--Halt:Table=pinv_integrationmessage");

    [TestMethod]
    public Task Confirmed_and_not_yet_delivered() => EndsAsUndisturbed("--Halt:Before=Job", "--Halt:Table=pinv_integrationmessage");

    [TestMethod]
    public Task Delivered_and_not_yet_noted_as_sent() => EndsAsUndisturbed("--Halt:Before=Write", "--Halt:Number=2", "--Halt:Table=pinv_integrationmessage");

    private async Task EndsAsUndisturbed(params string[] halt)
    {
        var (first, file) = await draft.StartOnCopyAsync(Cancellation, halt);
        await using (first)
        {
            var confirmation = draft.ConfirmAsync(first, Cancellation);
            await first.HaltedAsync(Cancellation);
            await first.KillAsync();
            await AnsweredOrCutOff(confirmation);
        }

        await using var second = await draft.StartAsync(file, Cancellation);
        await draft.CompletedAsync(second, Cancellation);
        var state = await draft.StateAsync(second, Cancellation);

        var differences = undisturbed.Except(state).Select(line => "missing: " + line).Concat(state.Except(undisturbed).Select(line => "instead: " + line)).Take(10).ToList();
        Assert.IsEmpty(differences, string.Join('\n', differences));
        Assert.HasCount(undisturbed.Count, state);
        Assert.IsTrue(draft.Messages.All(sent => InvoiceOf(sent) == InvoiceOf(message)));
    }

    /// <summary>A small invoice, or a halt while the request is being worked on, cuts the request off.</summary>
    private static async Task AnsweredOrCutOff(Task confirmation)
    {
        try
        {
            await confirmation;
        }
        catch (HttpRequestException)
        {
            // The process that should have answered is gone.
        }
    }

    private static string InvoiceOf(string message) => System.Text.Json.Nodes.JsonNode.Parse(message)!["invoiceId"]!.GetValue<string>();
}
