using System.Globalization;
using System.ServiceModel;
using System.Text;
using System.Text.Json.Nodes;
using LocalDataverse;
using LocalDataverse.Registration;
using Microsoft.Data.Sqlite;
using Microsoft.Xrm.Sdk;
using Simulator.Drafting;
using Simulator.Hosts;
using Simulator.Runs;
using Simulator.World;

namespace Simulator.Faults;

/// <summary>The faults that are not the network's: what strikes the parts themselves, and how it is mended.</summary>
internal sealed class FaultInjector(PreparedWorld world, RunningParts parts, FaultPlan plan, Action<string> log)
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(31);

    // Ends of a day, a month and a year of New York, and the nights in which its clocks change.
    private static readonly DateTimeOffset[] Borders =
    [
        new(2026, 10, 31, 3, 59, 30, TimeSpan.Zero),
        new(2026, 11, 1, 3, 59, 30, TimeSpan.Zero),
        new(2026, 11, 1, 5, 59, 30, TimeSpan.Zero),
        new(2026, 12, 1, 4, 59, 30, TimeSpan.Zero),
        new(2027, 1, 1, 4, 59, 30, TimeSpan.Zero),
        new(2027, 3, 14, 6, 59, 30, TimeSpan.Zero),
    ];

    private readonly Backups backups = new(parts, plan, log);
    private int kills;

    /// <summary>When the run begins.</summary>
    public void ChooseBegin()
    {
        if (plan.Strikes(Fault.Borders, 1))
        {
            world.Clock.Begin(plan.Of(Borders));
        }

        if (plan.Strikes(Fault.Tokens, 1))
        {
            parts.Tokens.Lifetime = TimeSpan.FromSeconds(plan.Of(70, 130, 400));
            parts.Connector.Clock.Skew = TimeSpan.FromSeconds(plan.Next(-200, 200));
            parts.Finance.Clock.Skew = TimeSpan.FromSeconds(plan.Next(-200, 200));
        }
    }

    /// <summary>What finance lacks from the start. Before it starts: what it knows of its set-up it keeps in memory.</summary>
    public void TakeFromSetUp()
    {
        if (!plan.Strikes(Fault.SetUpMissing, 1))
        {
            return;
        }

        var missing = plan.Of("DELETE FROM Customer", "DELETE FROM ExchangeRate", "DELETE FROM SalesTaxGroup", "UPDATE FiscalPeriod SET Status = 'Closed'");
        log(missing);
        DatabaseFile.Execute(parts.Finance.File, missing);
    }

    /// <summary>What strikes before a step of the schedule.</summary>
    public async Task StrikeAsync(IReadOnlyList<DraftedInvoice> drafted)
    {
        await RestartAsync();
        Kill();
        Throw();
        Deadlock();
        if (plan.Strikes(Fault.Pause, 0.05))
        {
            world.Clock.Advance(TimeSpan.FromDays(plan.Next(1, 6)));
            log("a pause of days");
        }

        if (plan.Strikes(Fault.OutOfOrder, 0.1))
        {
            await parts.Network.ArriveLateAsync();
        }

        if (plan.Strikes(Fault.Poison, 0.1))
        {
            await PoisonAsync();
        }

        TakeRights();
        TwoImports();
        Recur(drafted);
        if (plan.Strikes(Fault.Restore, 0.15))
        {
            await backups.TakeOrRestoreAsync();
        }
    }

    /// <summary>All faults are over, but for what is mended once the parts run.</summary>
    public void Mend()
    {
        parts.Organization.Faults.Clear();
        parts.Tokens.WithoutRights.Clear();
        parts.Tokens.Lifetime = TimeSpan.FromHours(1);
        foreach (var part in parts.All)
        {
            part.Life.Spare();
            part.Life.Meanwhile = null;
            part.Clock.Skew = TimeSpan.Zero;
        }

        SetDisabled(world.Personas.Connector.ClientId, isDisabled: false);
    }

    /// <summary>Finance gets its whole set-up, and the category that one line names.</summary>
    public async Task CompleteSetUpAsync()
    {
        if (!plan.Active.Contains(Fault.SetUpMissing) && !plan.Active.Contains(Fault.BadLine))
        {
            return;
        }

        var whole = world.SetUp.DeepClone();
        whole["categories"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["company"] = "USPM",
                    ["id"] = DraftInvoices.UnknownCategory,
                    ["transactionType"] = "Hour",
                    ["itemSalesTaxGroup"] = "FULL",
                }
            );
        var answer = await parts.Finance.AskAsync(world.Personas.Administrator, HttpMethod.Put, "api/setup", whole);
        log(string.Create(CultureInfo.InvariantCulture, $"set-up completed {answer?.Status} {answer?.Body?["error"]?["message"]}"));
    }

    /// <summary>What was told comes once more, a month later.</summary>
    public async Task RepeatAsync()
    {
        if (plan.Active.Contains(Fault.Duplicates))
        {
            plan.Count(Fault.Duplicates);
            world.Clock.Advance(Month);
            await parts.Network.RepeatAllAsync();
        }
    }

    private async Task RestartAsync()
    {
        foreach (var part in parts.All.Where(part => !part.IsUp))
        {
            if (plan.Next(3) > 0)
            {
                log($"{part.Name} starts again");
                await part.StartAsync();
            }
        }
    }

    private void Kill()
    {
        if (!plan.Strikes(Fault.Kill, 0.25))
        {
            return;
        }

        kills++;
        switch (plan.Next(4))
        {
            case 0:
                parts.Connector.Life.KillAt(plan.Next(1, 30));
                break;
            case 1:
                parts.Finance.Life.KillAt(plan.Next(1, 30));
                break;
            case 2:
                parts.Organization.Faults.ThrowBeforeWrite(plan.Next(1, 25), exception: Killed);
                break;
            default:
                parts.Organization.Faults.ThrowAfterWrite(plan.Next(1, 25), exception: Killed);
                break;
        }
    }

    private KilledException Killed() => new(string.Create(CultureInfo.InvariantCulture, $"a write of dataverse, the {kills}th"));

    private void Throw()
    {
        if (plan.Strikes(Fault.PlugInThrows, 0.3))
        {
            var stage = plan.Of(PipelineStage.PreValidation, PipelineStage.PreOperation, PipelineStage.PostOperation);
            var (message, table) = plan.Of<(string, string?)>([
                ("Update", "invoice"),
                ("Update", "msdyn_actual"),
                ("Create", "msdyn_actual"),
                ("Update", "pinv_integrationmessage"),
                ("pinv_RecordInvoicePosting", null),
            ]);
            parts.Organization.Faults.ThrowAt(stage, message, table, () => new InvalidPluginExecutionException("Logic of somebody else failed."));
        }
    }

    private void Deadlock()
    {
        if (plan.Strikes(Fault.Deadlock, 0.25))
        {
            var part = plan.Of<Part>([parts.Connector, parts.Finance, parts.Dataverse]);
            if (part == parts.Dataverse)
            {
                parts.Organization.Faults.ThrowBeforeWrite(plan.Next(1, 25));
                return;
            }

            var left = plan.Next(1, 12);
            part.Life.Meanwhile = _ =>
            {
                if (--left == 0)
                {
                    throw new SqliteException("SQLite Error 5: 'database is locked'.", 5);
                }
            };
        }
    }

    private async Task PoisonAsync()
    {
        var body = Encoding.UTF8.GetBytes(
            plan.Of(
                "{",
                "[]",
                "null",
                """{"messageId":"00000000-0000-0000-0000-000000000000"}""",
                """{"messageId":"7d1c6f0e-2c38-4f6e-9d3c-9d5a8f3b0a11","invoiceId":"x","amount":1e400}"""
            )
        );
        using var message = world.Door.Sign(body);
        await TellAsync(message);
        using var posting = new HttpRequestMessage(HttpMethod.Post, new Uri(Address.Connector, "/api/postings")) { Content = new ByteArrayContent(body) };
        posting.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        var token = parts.Tokens.Issue(world.Personas.Finance, Address.Connector.Plain(), world.Clock.Now);
        posting.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        await TellAsync(posting);
    }

    private async Task TellAsync(HttpRequestMessage request)
    {
        try
        {
            using var answer = await parts.Connector.AnswerAsync(request, CancellationToken.None);
            log(string.Create(CultureInfo.InvariantCulture, $"poison answered {(int)answer.StatusCode}"));
        }
        catch (HttpRequestException)
        {
            log("poison unheard");
        }
    }

    private void TakeRights()
    {
        if (!plan.Strikes(Fault.UserWithoutRights, 0.1))
        {
            return;
        }

        switch (plan.Next(4))
        {
            case 0:
                parts.Tokens.WithoutRights.Add(plan.Of(world.Personas.Connector.Name, world.Personas.Finance.Name));
                break;
            case 1:
                parts.Tokens.WithoutRights.Clear();
                break;
            default:
                SetDisabled(world.Personas.Connector.ClientId, plan.Next(2) == 0);
                break;
        }
    }

    // While one import or posting is between two of its transactions, another import runs.
    private void TwoImports()
    {
        if (!plan.Strikes(Fault.TwoImports, 0.3))
        {
            return;
        }

        var left = plan.Next(1, 6);
        parts.Finance.Life.Meanwhile = place =>
        {
            if (place is "begin" or "committed" && --left == 0)
            {
                log("import at the same time");
                parts.Finance.ImportAsync().GetAwaiter().GetResult();
            }
        };
    }

    // Logic that answers what is written back with another send, which leads to the next write-back.
    private void Recur(IReadOnlyList<DraftedInvoice> drafted)
    {
        if (!plan.Strikes(Fault.Recursion, 0.2))
        {
            return;
        }

        var administrator = parts.Organization.FindUser(world.Personas.InvoiceAdministrator.ClientId, null)!.Value;
        foreach (var invoice in drafted)
        {
            try
            {
                var resend = new OrganizationRequest("pinv_ResendInvoice") { ["Target"] = new EntityReference("invoice", invoice.Id) };
                parts.Organization.Execute(resend, new Caller(administrator));
                log($"{invoice.Number} sent again");
            }
            catch (Exception broken) when (broken is KilledException or FaultException<OrganizationServiceFault>)
            {
                log($"{invoice.Number} not sent again: {broken.Message}");
            }
        }
    }

    private void SetDisabled(Guid client, bool isDisabled)
    {
        if (parts.Organization.FindUser(client, null) is { } user)
        {
            var faultless = parts.Organization.CreateService(new Caller(parts.Organization.AdministratorId) { BypassSynchronousLogic = true });
            try
            {
                faultless.Update(new Entity("systemuser", user) { ["isdisabled"] = isDisabled });
            }
            catch (Exception broken) when (broken is KilledException or FaultException<OrganizationServiceFault>)
            {
                log($"rights of {user} unchanged: {broken.Message}");
            }
        }
    }
}
