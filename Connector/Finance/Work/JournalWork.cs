using Hangfire;
using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Journal;

namespace ProjectInvoice.Finance.Work;

/// <summary>The periodic posting of integration journals of every company.</summary>
internal sealed class JournalWork(PostJournals posting, ILogger<JournalWork> logger)
{
    /// <summary>Posts what can be posted. Another run beside it does no harm; keeping it away only saves work.</summary>
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    [DisableConcurrentExecution(0)]
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            var result = await posting.PostAsync(new JournalPostingRequest(), cancellation);
            logger.LogInformation("Journals: {PostedLines} lines posted, {Messages} messages", result.PostedLines, result.Messages.Count);
        }
        catch (FinanceRefusal refusal)
        {
            logger.LogWarning("{Refusal}", refusal.Message);
        }
        catch (DbUpdateConcurrencyException)
        {
            logger.LogInformation("Journals: another run was faster; the next run goes on");
        }
    }
}
