using Hangfire;
using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Import;

namespace ProjectInvoice.Finance.Work;

/// <summary>The periodic import from staging of every company.</summary>
internal sealed class ImportWork(ImportFromStaging import, ILogger<ImportWork> logger)
{
    /// <summary>Imports what can be imported. Another run beside it does no harm; keeping it away only saves work.</summary>
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    [DisableConcurrentExecution(0)]
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            var result = await import.RunAsync(new ImportRequest(), cancellation);
            logger.LogInformation(
                "Import: {JournalLines} journal lines, {ProposalLines} proposal lines, {Messages} messages",
                result.JournalLines,
                result.ProposalLines,
                result.Messages.Count
            );
        }
        catch (FinanceRefusal refusal)
        {
            logger.LogWarning("{Refusal}", refusal.Message);
        }
        catch (DbUpdateConcurrencyException)
        {
            logger.LogInformation("Import: another run was faster; the next run goes on");
        }
    }
}
