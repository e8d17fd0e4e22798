using LocalEnvironment.Errors;
using LocalEnvironment.Reporting;
using LocalEnvironment.SignIn;
using Spectre.Console;

namespace LocalEnvironment.Narration;

/// <summary>
/// Tells what happens, step by step. On a terminal a slow step shows its progress while it lasts; where output goes to a file or a pipe
/// there is one plain line a step.
/// </summary>
internal sealed class Narrator
{
    /// <summary>Where there is no terminal to ask nothing is wrapped.</summary>
    private const int PlainWidth = 1000;

    /// <summary>Narrower terminals show fewer columns.</summary>
    private const int WidthOfAllColumns = 130;

    private readonly IAnsiConsole console;
    private readonly TimeProvider clock;

    public Narrator(IAnsiConsole console, TimeProvider clock)
    {
        this.console = console;
        this.clock = clock;
        IsTerminal = console.Profile.Out.IsTerminal;
        if (!IsTerminal)
        {
            console.Profile.Width = PlainWidth;
            console.Profile.Capabilities.Ansi = false;
            console.Profile.Capabilities.Interactive = false;
        }
    }

    public bool IsTerminal { get; }

    public void Title(string text, string detail)
    {
        console.MarkupLine($"[bold]{Markup.Escape(text)}[/]");
        console.MarkupLine($"[grey]{Markup.Escape(detail)}[/]");
        console.WriteLine();
    }

    /// <summary>Runs a step and tells what it did and how long it took; the work reports how much of how much is done.</summary>
    public async Task StepAsync(string who, string title, Func<Action<int, int>, Task<string>> work)
    {
        var started = clock.GetTimestamp();
        var done = "";
        if (IsTerminal)
        {
            await console
                .Progress()
                .AutoClear(true)
                .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
                .StartAsync(async context =>
                {
                    var task = context.AddTask(Markup.Escape($"{who}: {title}"));
                    task.IsIndeterminate = true;
                    done = await work(
                        (part, whole) =>
                        {
                            task.IsIndeterminate = false;
                            task.MaxValue = Math.Max(1, whole);
                            task.Value = part;
                        }
                    );
                });
        }
        else
        {
            done = await work(static (_, _) => { });
        }

        var elapsed = clock.GetElapsedTime(started);
        console.MarkupLine(
            $"[green]done[/]  [bold]{Markup.Escape(who), -19}[/] {Markup.Escape(title)}: {Markup.Escape(done)} [grey]({elapsed.TotalSeconds:0.0} s)[/]"
        );
    }

    public void Detail(string text) => console.MarkupLine($"      [grey]{Markup.Escape(new string(' ', 19))} {Markup.Escape(text)}[/]");

    public void Refusal(Message message) =>
        console.MarkupLine($"[red]fault[/] [bold]{Markup.Escape(message.Code), -19}[/] {Markup.Escape(message.Record)}: {Markup.Escape(message.Text)}");

    /// <summary>The faults of the given data. Nothing was changed when this is shown.</summary>
    public void Faults(IReadOnlyList<Fault> faults)
    {
        console.MarkupLine("[red bold]The data cannot be read. Nothing was changed.[/]");
        foreach (var fault in faults)
        {
            console.MarkupLine($"  [red]{Markup.Escape(fault.Code)}[/] [bold]{Markup.Escape(fault.Record)}[/]: {Markup.Escape(fault.Text)}");
        }
    }

    /// <summary>One row for each invoice, then what was refused.</summary>
    public void Summary(Report report)
    {
        console.WriteLine();
        console.Write(console.Profile.Width < WidthOfAllColumns ? NarrowTable(report) : WideTable(report));
        console.WriteLine();
        foreach (var message in report.Messages)
        {
            Refusal(message);
        }

        var posted = report.Invoices.Count(invoice => invoice.FinanceStatus == "Posted");
        var nothing = report.Invoices.Count(invoice => invoice.FinanceStatus == "Nothing to invoice");
        var left = report.Invoices.Count - posted - nothing;
        console.MarkupLine(
            $"[bold]{posted} posted, {nothing} with nothing to invoice, {left} not posted.[/] "
                + $"{report.Ledger.Count.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture)} ledger entries. [grey]"
                + $"{report.ElapsedSeconds:0.0} s[/]"
        );
    }

    /// <summary>Addresses and sign-in, for somebody who wants to look around.</summary>
    public void Addresses(IReadOnlyList<(string Name, Uri Address, string Hint)> hosts, Uri tokenEndpoint, Personas personas)
    {
        console.WriteLine();
        var addresses = new Table().Border(IsTerminal ? TableBorder.Rounded : TableBorder.None).AddColumns("Host", "Address", "Look at");
        foreach (var (name, address, hint) in hosts)
        {
            addresses.AddRow(Markup.Escape(name), Markup.Escape(address.ToString()), Markup.Escape(hint));
        }

        console.Write(addresses);
        console.WriteLine();
        console.MarkupLine(
            $"Sign in: POST {Markup.Escape(tokenEndpoint.ToString())} with grant_type=client_credentials, client_id, client_secret and scope=ADDRESS/.default"
        );
        var users = new Table().Border(IsTerminal ? TableBorder.Rounded : TableBorder.None).AddColumns("User", "Client id", "Client secret", "Roles");
        foreach (var persona in personas.All)
        {
            users.AddRow(
                Markup.Escape(persona.Name),
                persona.ClientId.ToString("d"),
                persona.Secret,
                Markup.Escape(string.Join(", ", new[] { persona.DataverseRole }.OfType<string>().Concat(persona.Roles.Values.SelectMany(roles => roles))))
            );
        }

        console.Write(users);
        console.MarkupLine("[bold]Press Ctrl+C to stop.[/]");
    }

    public void Line(string text) => console.MarkupLine(Markup.Escape(text));

    private Table WideTable(Report report)
    {
        var table = NewTable(["Invoice", "Status", "Finance", "Customer invoice", "Date"], ["Amount", "Tax", "In company currency", "Lines", "Vouchers"]);
        foreach (var invoice in report.Invoices)
        {
            table.AddRow(
                Markup.Escape(invoice.InvoiceNumber),
                Markup.Escape(invoice.ProjectInvoiceStatus),
                Colored(invoice.FinanceStatus),
                Markup.Escape(invoice.CustomerInvoiceNumber ?? "-"),
                Markup.Escape(invoice.CustomerInvoiceDate ?? "-"),
                Markup.Escape($"{Amount(invoice.Amount)} {invoice.Currency}"),
                Markup.Escape(invoice.TaxAmount is { } tax ? Amount(tax) : "-"),
                Markup.Escape(invoice.AccountingAmount is { } amount ? $"{Amount(amount)} {invoice.AccountingCurrency}" : "-"),
                $"{invoice.Actuals.Count(actual => actual.TransactionType == "Billed Sales")}",
                $"{invoice.Actuals.Select(actual => actual.Voucher).OfType<string>().Distinct().Count()}"
            );
        }

        return table;
    }

    /// <summary>What matters most, for a terminal of 80 columns.</summary>
    private Table NarrowTable(Report report)
    {
        var table = NewTable(["Invoice", "Finance", "Number"], ["Amount", "Tax", "Company currency"]);
        foreach (var invoice in report.Invoices)
        {
            table.AddRow(
                Markup.Escape(invoice.InvoiceNumber),
                Colored(invoice.FinanceStatus),
                Markup.Escape(invoice.CustomerInvoiceNumber ?? "-"),
                Markup.Escape($"{Amount(invoice.Amount)} {invoice.Currency}"),
                Markup.Escape(invoice.TaxAmount is { } tax ? Amount(tax) : "-"),
                Markup.Escape(invoice.AccountingAmount is { } amount ? $"{Amount(amount)} {invoice.AccountingCurrency}" : "-")
            );
        }

        return table;
    }

    private Table NewTable(string[] texts, string[] numbers)
    {
        var table = new Table().Border(IsTerminal ? TableBorder.Simple : TableBorder.None);
        foreach (var heading in texts)
        {
            table.AddColumn(new TableColumn(heading).NoWrap());
        }

        foreach (var heading in numbers)
        {
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        }

        return table;
    }

    private static string Colored(string financeStatus) => $"[{(ReportedInvoice.IsClosed(financeStatus) ? "green" : "red")}]{Markup.Escape(financeStatus)}[/]";

    private static string Amount(decimal amount)
    {
        var decimals = (decimal.GetBits(amount)[3] >> 16) & 0x7F;
        return amount.ToString($"#,0{(decimals == 0 ? "" : "." + new string('0', decimals))}", System.Globalization.CultureInfo.InvariantCulture);
    }
}
