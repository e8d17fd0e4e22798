using System.Text.Json.Nodes;

namespace EndToEnd.Tests.Crashes;

/// <summary>
/// Dataverse runs as a process of its own, on a file, while an invoice of 3,000 lines is confirmed. At each named stage the process is killed (SIGKILL) and
/// started again on the same file, until the last start is left alone: the end state is that of a run that nobody killed.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class When_the_environment_is_killed_while_a_large_invoice_is_confirmed
{
    private const int Lines = 3000;
    private const int Scheduled = 482190001;
    private const int Processing = 482190002;
    private const int Complete = 482190003;

    // Numbers count from the start of the process that is halted. A line has two connections.
    private static readonly Stage[] Stages =
    [
        Stage.BeforeJob("scheduled, before the first check", "pinv_confirmationchunk", 1, invoice => Status(invoice) == Scheduled),
        Stage.BeforeJob("between two checks", "pinv_confirmationchunk", 2, invoice => Status(invoice) == Scheduled),
        Stage.BeforeWrite("first chunk half billed", "msdyn_actual", 100, invoice => Status(invoice) == Processing && Done(invoice) == 0),
        Stage.BeforeWrite(
            "in the middle of billing",
            "msdyn_transactionconnection",
            Lines + 1,
            invoice => Status(invoice) == Processing && Done(invoice) > 1 && Left(invoice) > 1
        ),
        Stage.BeforeWrite(
            "last chunk billed, the invoice about to be closed",
            "pinv_integrationmessage",
            1,
            invoice => Status(invoice) == Processing && Left(invoice) == 1
        ),
        Stage.BeforeJob("confirmed and not yet delivered", "pinv_integrationmessage", 1, invoice => Status(invoice) == Complete),
        Stage.BeforeWrite("delivered and not yet noted as sent", "pinv_integrationmessage", 1, invoice => Status(invoice) == Complete),
    ];

    private static LargeDraft draft = null!;
    private static IReadOnlyList<string> undisturbed = null!;

    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Cancellation => TestContext.CancellationToken;

    [ClassInitialize]
    public static async Task Prepare(TestContext context)
    {
        var cancellation = context.CancellationToken;
        draft = await LargeDraft.CreateAsync(Lines, cancellation);
        await using var host = await draft.StartAsync(draft.Copy("undisturbed"), cancellation);
        await draft.ConfirmAsync(host, cancellation);
        await draft.CompletedAsync(host, cancellation);
        undisturbed = await draft.StateAsync(host, cancellation);
    }

    [ClassCleanup]
    public static async Task Clean() => await draft.DisposeAsync();

    [TestMethod]
    public void The_run_that_nobody_killed_has_billed_every_line()
    {
        Assert.HasCount(
            Lines,
            undisturbed.Where(line =>
                line.StartsWith("msdyn_actuals ", StringComparison.Ordinal) && line.Contains("msdyn_transactiontypecode: 192350006", StringComparison.Ordinal)
            )
        );
        Assert.HasCount(Lines, undisturbed.Where(line => line.StartsWith("msdyn_invoicelinetransactions ", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task It_ends_as_if_nobody_had()
    {
        var told = draft.Messages.Count;
        var file = draft.Copy("killed");
        foreach (var stage in Stages)
        {
            await using var host = await draft.StartAsync(file, Cancellation, stage.Halt);
            if (stage == Stages[0])
            {
                await draft.ConfirmAsync(host, Cancellation);
            }

            await host.HaltedAsync(Cancellation);
            var invoice = await draft.InvoiceAsync(host, Cancellation);
            Assert.IsTrue(stage.IsThere(invoice), $"{stage}: {invoice}");
            await host.KillAsync();
        }

        await using var last = await draft.StartAsync(file, Cancellation);
        await draft.CompletedAsync(last, Cancellation);
        var state = await draft.StateAsync(last, Cancellation);

        var differences = undisturbed
            .Except(state)
            .Select(line => "missing: " + line)
            .Concat(state.Except(undisturbed).Select(line => "instead: " + line))
            .Take(10)
            .ToList();
        Assert.IsEmpty(differences, string.Join('\n', differences));
        Assert.HasCount(undisturbed.Count, state);

        // The connector stored the message before the kill, so it is told again; both times the same.
        var messages = draft.Messages.Skip(told).ToList();
        Assert.HasCount(2, messages);
        Assert.AreEqual(messages[0], messages[1]);
    }

    private static int Status(JsonObject invoice) => invoice["pinv_confirmationstatus"]!.GetValue<int>();

    private static int Done(JsonObject invoice) => invoice["pinv_confirmationchunksdone"]!.GetValue<int>();

    private static int Left(JsonObject invoice) => invoice["pinv_confirmationchunks"]!.GetValue<int>() - Done(invoice);
}
