using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Inbox;
using ProjectInvoice.Connector.Invoices;
using ProjectInvoice.Connector.Storage;

namespace ProjectInvoice.Connector.Tests.Invoices;

[TestClass]
internal sealed class When_invoices_are_listed
{
    private static readonly DateTime Begin = new(2026, 9, 30, 8, 0, 0, DateTimeKind.Utc);

    [TestMethod]
    public async Task Ten_thousand_come_in_pages_with_a_fixed_number_of_statements_and_calls()
    {
        var statements = new Statements();
        await using var situation = await Situation.CreateAsync();
        situation.Change = services => services.AddSingleton<IInterceptor>(statements);
        await situation.StartAsync();
        await StoreAsync(situation, 10_000);
        var next = "/api/invoices?state=waiting&limit=100";
        await PageAsync(situation, next);

        var (seen, costs) = (new List<string>(), new List<(int Statements, int Calls)>());
        while (next is not null)
        {
            statements.Count = 0;
            var before = Calls(situation);
            var page = await PageAsync(situation, next);
            costs.Add((statements.Count, Calls(situation) - before));
            seen.AddRange(page["invoices"]!.Select(line => (string)line["number"]!));
            next = (string?)page["next"];
        }

        // Each fourth is recorded, each fifth failed.
        var expected = Enumerable.Range(0, 10_000).Where(index => index % 4 != 0 && index % 5 != 0).Select(index => $"PF-{index}").ToList();
        CollectionAssert.AreEqual(expected, seen);
        Assert.IsLessThanOrEqualTo(2, costs.Skip(1).SkipLast(1).Distinct().Count(), string.Join(", ", costs.Distinct()));
        Assert.IsLessThanOrEqualTo(10, costs.Max(cost => cost.Statements));
        Assert.IsLessThanOrEqualTo(12, costs.Max(cost => cost.Calls));
    }

    [TestMethod]
    [DataRow("state=done", "PF-0|PF-4|PF-8")]
    [DataRow("state=failed", "PF-5")]
    [DataRow("state=waiting&limit=3", "PF-1|PF-2|PF-3")]
    [DataRow("state=waiting&limit=3&after=4", "PF-6|PF-7|PF-9")]
    [DataRow("customer=Coho", "PF-0")]
    [DataRow("customer=C-0001", "PF-0")]
    [DataRow("customer=Nobody", "")]
    [DataRow("olderThan=1h&limit=2", "PF-0|PF-1")]
    [DataRow("olderThan=99999d", "")]
    public async Task They_are_chosen_by_state_age_and_customer(string query, string expected)
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse, "PF-0");
        await StoreAsync(situation, 10, sample.Invoice);

        var page = await PageAsync(situation, $"/api/invoices?{query}");

        Assert.AreEqual(expected, string.Join('|', page["invoices"]!.Select(line => line["number"])));
    }

    [TestMethod]
    [DataRow("state=lost")]
    [DataRow("state=1")]
    [DataRow("olderThan=1w")]
    [DataRow("olderThan=-1h")]
    [DataRow("limit=0")]
    [DataRow("limit=101")]
    [DataRow("after=x")]
    public async Task A_filter_that_is_none_is_refused(string query)
    {
        await using var situation = await Situation.StartedAsync();

        var (status, body) = await situation.GetAsync($"/api/invoices?{query}", Authority.AdministratorClient);

        Assert.AreEqual((400, InvoiceErrors.FilterUnknown.Code), (status, (string?)body["error"]!["code"]));
    }

    private static int Calls(Situation situation) => situation.Dataverse.Requests.Count + situation.Finance.Requests.Count;

    private static async Task<JObject> PageAsync(Situation situation, string address)
    {
        var (status, body) = await situation.GetAsync(address, Authority.AdministratorClient);
        Assert.AreEqual(200, status, body.ToString());
        return body;
    }

    /// <summary>So many invoices, one a minute: each fourth is recorded, each fifth of the others failed.</summary>
    private static async Task StoreAsync(Situation situation, int count, Guid? first = null)
    {
        await situation.ReadAsync(async context =>
        {
            for (var index = 0; index < count; index++)
            {
                var correlation = Guid.NewGuid().ToString("D");
                var message = new InboxMessage
                {
                    Id = Guid.NewGuid(),
                    MessageType = MessageReader.InvoiceConfirmed,
                    InvoiceId = index == 0 && first is { } id ? id : Guid.NewGuid(),
                    InvoiceNumber = $"PF-{index}",
                    CorrelationId = correlation,
                    StoredOn = Begin.AddMinutes(index),
                    State = index % 4 != 0 && index % 5 == 0 ? WorkState.Failed : WorkState.Done,
                };
                context.Messages.Add(message);
                if (index % 4 == 0)
                {
                    context.Postings.Add(
                        new PostingPart
                        {
                            EventId = Guid.NewGuid(),
                            Part = 1,
                            Parts = 1,
                            Record = $"Invoice PF-{index}",
                            CorrelationId = correlation,
                            StoredOn = Begin.AddMinutes(index),
                            DoneOn = Begin.AddMinutes(index),
                            State = WorkState.Done,
                        }
                    );
                }
            }

            return await context.SaveChangesAsync();
        });
    }

    private sealed class Statements : DbCommandInterceptor
    {
        public int Count { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            Count++;
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }
    }
}
