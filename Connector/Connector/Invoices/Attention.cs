namespace ProjectInvoice.Connector.Invoices;

/// <summary>Which invoices somebody has to look at.</summary>
internal static class Attention
{
    /// <summary>What goes on by itself does so within minutes; longer than this is not normal.</summary>
    public static readonly TimeSpan Normal = TimeSpan.FromHours(1);

    // What people do takes as long as it takes.
    private static readonly Step[] OfPeople = [Step.Confirmed, Step.Import, Step.Journal, Step.Ready, Step.Posted];

    /// <summary>Whether an invoice fails, has something in its way, or waits for longer than is normal.</summary>
    public static bool IsNeeded(InvoiceLine line, DateTimeOffset now) =>
        line.State == InvoiceState.Failed
        || line.Code is not null
        || (
            line.State == InvoiceState.Waiting
            && !OfPeople.Contains(line.Step)
            && now.UtcDateTime - (line.Steps.Single(step => step.Step == line.Step).Since ?? line.Since ?? now.UtcDateTime) > Normal
        );
}
