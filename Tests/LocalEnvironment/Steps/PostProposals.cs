using LocalEnvironment.Errors;
using LocalEnvironment.Finance;
using LocalEnvironment.Narration;

namespace LocalEnvironment.Steps;

/// <summary>
/// Posts what is ready, and what becomes ready by that: an invoice may wait for another one, as what uses a retainer waits for the invoice of the retainer.
/// </summary>
internal sealed class PostProposals : IStep
{
    private static readonly ImportFromStaging ImportAgain = new("import what waited for an invoice", isLast: true);

    public async Task RunAsync(Job job, CancellationToken cancellation)
    {
        var tried = new HashSet<string>(StringComparer.Ordinal);
        while (await PostReadyAsync(job, tried, cancellation) > 0 && (await OpenAsync(job, cancellation)).Count > 0)
        {
            await ImportAgain.RunAsync(job, cancellation);
        }

        // What one of its rows made wait is told by whoever refused the row; the invoice itself would else go unmentioned.
        job.Refuse([
            .. (await OpenAsync(job, cancellation))
                .Where(proposal => !job.Messages.Exists(message => message.Record.Contains(proposal.Number, StringComparison.Ordinal)))
                .Select(proposal => RunErrors.NotReady.For(proposal.Number, (proposal.WaitingReason ?? "It was not imported").TrimEnd('.')))
                .Select(Message.Of),
        ]);
    }

    private static async Task<List<Proposal>> OpenAsync(Job job, CancellationToken cancellation) =>
        [.. (await job.ReceivablesClerk.ProposalsAsync(cancellation)).Where(proposal => proposal.Status == "Open")];

    /// <summary>How many of those that were not tried before are posted.</summary>
    private static async Task<int> PostReadyAsync(Job job, HashSet<string> tried, CancellationToken cancellation)
    {
        var clerk = job.ReceivablesClerk;
        var refused = new List<Message>();
        var posted = new List<string>();
        var ready = (await clerk.ProposalsAsync(cancellation)).Where(proposal => proposal.Status == "Ready" && tried.Add(proposal.Number)).ToList();
        await job.Narrator.StepAsync(
            "Receivables clerk",
            "post the proposals that are ready",
            async progress =>
            {
                for (var index = 0; index < ready.Count; index++)
                {
                    progress(index, ready.Count);
                    try
                    {
                        var invoice = await clerk.PostAsync(ready[index], cancellation);
                        posted.Add($"{ready[index].Number} as {invoice.CustomerInvoiceNumber ?? "nothing to invoice"}");
                    }
                    catch (FinanceException refusal)
                    {
                        refused.Add(refusal.Refusal);
                    }
                }

                return $"{Words.Count(posted.Count, "proposal")} of {ready.Count}: {string.Join(", ", posted)}";
            }
        );
        job.Refuse(refused);
        return posted.Count;
    }
}
