using System.CommandLine;
using ProjectInvoice.Connector.Delivery;
using ProjectInvoice.Connector.Invoices;

namespace ProjectInvoice.Connector.Commands;

/// <summary>Where invoices stand, and another try of what failed of them.</summary>
internal sealed class InvoiceCommands
{
    private readonly Argument<string> number = new("NUMBER") { Description = "The invoice, as Dataverse shows its number." };
    private readonly Option<string?> state = new("--state") { Description = "Only those that are done, waiting or failed." };
    private readonly Option<string?> olderThan = new("--older-than") { Description = "Only those under way for longer: 90s, 15m, 1h, 2d." };
    private readonly Option<string?> customer = new("--customer") { Description = "Only those of a customer: the account number or a part of the name." };
    private readonly Option<string?> limit = new("--limit") { Description = "So many at most; 50 without it, 100 at most." };
    private readonly Option<string?> after = new("--after") { Description = "The place to go on behind, as the page before names it." };
    private readonly Option<string?> invoice = new("--invoice") { Description = "Everything of an invoice that is not done." };
    private readonly Option<Guid?> id = new("--id") { Description = "A message or a posting, by the id that the status lists." };
    private readonly Option<bool> rows = new("--rows") { Description = "All rows that failed." };

    public IEnumerable<Command> Build(CommandRunner runner)
    {
        yield return runner.Act(
            new Command("invoice", "Shows each step of an invoice: what it waits for, since when, and what to do.") { number },
            (result, scope) => ShowAsync(scope, result.GetRequiredValue(number))
        );
        yield return runner.Act(
            new Command("invoices", "Lists invoices, the longest under way first.") { state, olderThan, customer, limit, after },
            ListAsync
        );
        var retry = new Command("retry", "Tries again what failed; without an option, all of it. The connector does it in its next run.") { invoice, id, rows };
        retry.Validators.Add(result =>
        {
            if (new Option[] { invoice, id, rows }.Count(option => result.GetResult(option) is { Implicit: false }) > 1)
            {
                result.AddError("Only one of --invoice, --id and --rows can be given");
            }
        });
        yield return runner.Act(retry, RetryAsync);
        yield return runner.Act(
            new Command("resend", "Sends header and rows of an invoice again, and has finance tell its posting again. What is there already does not change.")
            {
                number,
            },
            (result, scope) => ResendAsync(scope, result.GetRequiredValue(number))
        );
    }

    private static async Task<int> ShowAsync(CommandScope scope, string number)
    {
        await scope.RequireDatabaseAsync();
        var lines = await scope.Part<InvoiceOverview>().FindAsync(number, scope.Cancellation);
        if (scope.Output.IsJson)
        {
            scope.Output.Document(new InvoicePage(lines, null));
            return CodeOf(scope, lines);
        }

        foreach (var line in lines)
        {
            scope.Output.Line($"Invoice {line.Number}, {line.Customer ?? "customer unknown"} ({line.InvoiceId:D}; correlation {line.CorrelationId ?? "none"})");
            scope.Output.Table(
                ["Step", "State", "Done", "Waits for", "Since", "Next try", "What to do"],
                line.Steps.Select(step =>
                    (IReadOnlyList<string?>)
                        [
                            $"{step.Step}",
                            Told(step.State),
                            Told(step.DoneOn),
                            step.Code is null ? step.WaitsFor : $"{step.Code}: {step.WaitsFor}",
                            Told(step.Since),
                            Told(step.NextTry),
                            step.WhatToDo,
                        ]
                )
            );
        }

        return CodeOf(scope, lines);
    }

    private async Task<int> ListAsync(ParseResult result, CommandScope scope)
    {
        await scope.RequireDatabaseAsync();
        var filter = InvoiceQuery.Read(
            result.GetValue(state),
            result.GetValue(olderThan),
            result.GetValue(customer),
            result.GetValue(limit),
            result.GetValue(after)
        );
        var (lines, next) = await scope.Part<InvoiceOverview>().PageAsync(filter, scope.Cancellation);
        if (scope.Output.IsJson)
        {
            scope.Output.Document(new { invoices = lines, after = next });
            return CodeOf(scope, lines);
        }

        Table(scope.Output, lines);
        if (next is { } place)
        {
            scope.Output.Line($"There are more: --after {place}");
        }

        return CodeOf(scope, lines);
    }

    /// <summary>Invoices, one a line.</summary>
    public static void Table(CommandOutput output, IEnumerable<InvoiceLine> lines) =>
        output.Table(
            ["Invoice", "Customer", "State", "Step", "Since", "Next try", "Waits for", "What to do"],
            lines.Select(line =>
                (IReadOnlyList<string?>)
                    [
                        line.Number ?? $"{line.InvoiceId:D}",
                        line.Customer,
                        $"{line.State}".ToLowerInvariant(),
                        $"{line.Step}",
                        Told(line.Since),
                        Told(line.NextTry),
                        line.Code is null ? line.WaitsFor : $"{line.Code}: {line.WaitsFor}",
                        line.WhatToDo,
                    ]
            )
        );

    private async Task<int> RetryAsync(ParseResult result, CommandScope scope)
    {
        await scope.RequireDatabaseAsync();
        var retries = scope.Part<Retries>();
        int retried;
        if (result.GetValue(invoice) is { } named)
        {
            var lines = await scope.Part<InvoiceOverview>().FindAsync(named, scope.Cancellation);
            retried = 0;
            foreach (var line in lines)
            {
                retried += await retries.InvoiceAsync(line.InvoiceId, scope.Cancellation);
            }
        }
        else if (result.GetValue(id) is { } one)
        {
            retried = await retries.StoredAsync(one, scope.Cancellation) ?? throw new ConnectorException(Api.ApiErrors.NotStored.For($"Message {one:D}"));
        }
        else
        {
            retried = result.GetValue(rows) ? await retries.RowsAsync(scope.Cancellation) : await retries.EverythingAsync(scope.Cancellation);
        }

        Tell(scope, new { retried }, $"{retried} are due again: the connector takes them up in its next run.");
        return ExitCodes.Done;
    }

    private static async Task<int> ResendAsync(CommandScope scope, string number)
    {
        await scope.RequireDatabaseAsync();
        var resent = await scope.Part<ResendInvoice>().RunAsync(number, scope.Cancellation);
        Tell(
            scope,
            resent,
            $"{resent.Headers} headers with their rows are sent again in the next run of the connector. "
                + resent.Postings switch
                {
                    true => "Finance tells its posting again.",
                    false => "Finance has posted nothing of it.",
                    null => "This finance system cannot be asked to tell its posting again.",
                }
        );
        return ExitCodes.Done;
    }

    private static void Tell(CommandScope scope, object document, string sentence)
    {
        if (scope.Output.IsJson)
        {
            scope.Output.Document(document);
        }
        else
        {
            scope.Output.Line(sentence);
        }
    }

    private static int CodeOf(CommandScope scope, IEnumerable<InvoiceLine> lines) =>
        lines.Any(line => Attention.IsNeeded(line, scope.Part<TimeProvider>().GetUtcNow())) ? ExitCodes.Failing : ExitCodes.Done;

    private static string Told(StepState state) => state == StepState.NotYet ? "not yet" : $"{state}".ToLowerInvariant();

    private static string? Told(DateTime? moment) => moment?.ToString("yyyy-MM-dd HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
