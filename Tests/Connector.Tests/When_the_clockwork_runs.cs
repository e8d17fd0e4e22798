using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed class When_the_clockwork_runs
{
    [TestMethod]
    public async Task A_pushed_message_is_delivered_at_once_with_its_rows()
    {
        await using var situation = await Situation.CreateAsync();
        await situation.StartAsync(clockwork: true);
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Billed);

        await situation.PushAsync(Situation.Message(sample.Invoice));

        await Deadline.UntilAsync(() =>
            Task.FromResult(situation.Finance.Rows("ProjInvoiceProposals").Count == 1 && situation.Finance.Rows("ProjActualsImports").Count == 1)
        );
    }

    [TestMethod]
    public async Task What_was_never_pushed_is_found_when_its_time_comes()
    {
        await using var situation = await Situation.CreateAsync();
        situation.Set("Polling:Interval", "00:00:01");
        await situation.StartAsync(clockwork: true);
        await Deadline.UntilAsync(async () => (bool)(await situation.GetAsync("/api/status", Authority.AdministratorClient)).Body["idle"]!);
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Billed);
        sample.PendingMessage();

        await Deadline.UntilAsync(() => situation.ReadAsync(context => context.Messages.AnyAsync(message => message.DoneOn != null)));
        await Deadline.UntilAsync(() => Task.FromResult(situation.Finance.Rows("ProjActualsImports").Count == 1));
    }
}
