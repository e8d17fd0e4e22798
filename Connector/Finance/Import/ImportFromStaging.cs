using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Identity;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.Telemetry;
using ProjectInvoice.Finance.WriteBack;

namespace ProjectInvoice.Finance.Import;

/// <summary>
/// The periodic process Import from staging: journals from cost and unbilled sales, then proposal lines from billed sales, one transaction each.
/// It may run any number of times and beside itself: what is taken once is not taken again.
/// </summary>
internal sealed class ImportFromStaging(
    FinanceDatabase database,
    JournalImport journals,
    ProposalImport proposals,
    LateRows lateRows,
    PostingGate gate,
    ILogger<ImportFromStaging> logger
)
{
    /// <exception cref="FinanceRefusal">The books may not give numbers (<see cref="IdentityErrors.OlderBackup"/>).</exception>
    public async Task<ImportResult> RunAsync(ImportRequest request, CancellationToken cancellation)
    {
        await gate.RequireOpenAsync(cancellation);
        using var step = FinanceTelemetry.Start("Import", request.Proposal);
        SetupCatalog setUp;
        await using (var context = await database.ReadAsync(cancellation))
        {
            setUp = await SetupStore.CatalogAsync(context, cancellation);
        }

        var faults = new List<Fault>();
        var ready = new List<string>();
        var (journalLines, proposalLines) = (0, 0);
        foreach (var company in CompaniesOf(setUp, request))
        {
            journalLines += await JournalLinesAsync(setUp, company, request, faults, cancellation);
            proposalLines += await ProposalLinesAsync(company, request, ready, faults, cancellation);
            await AloneAsync(
                $"late rows of {company.Id}",
                faults,
                () => lateRows.WriteBackAsync(setUp, company, request.Proposal, faults, cancellation),
                cancellation
            );
        }

        step.Done(journalLines + proposalLines);
        return new ImportResult(journalLines, proposalLines, ready, [.. faults.Select(FinanceMessage.Of).Distinct()]);
    }

    private async Task<int> JournalLinesAsync(SetupCatalog setUp, Company company, ImportRequest request, List<Fault> faults, CancellationToken cancellation)
    {
        var lines = 0;
        await AloneAsync(
            $"journals of {company.Id}",
            faults,
            async () => lines = await journals.RunAsync(setUp, company, request.Proposal, faults, cancellation),
            cancellation
        );
        return lines;
    }

    private async Task<int> ProposalLinesAsync(Company company, ImportRequest request, List<string> ready, List<Fault> faults, CancellationToken cancellation)
    {
        var total = 0;
        foreach (var proposal in await OpenAsync(company, request.Proposal, cancellation))
        {
            await AloneAsync(
                proposal,
                faults,
                async () =>
                {
                    if (await proposals.RunAsync(company, proposal, faults, cancellation) is { } lines)
                    {
                        ready.Add(proposal);
                        total += lines;
                    }
                },
                cancellation
            );
        }

        return total;
    }

    /// <summary>One part of the run: whatever stops it, the others go on.</summary>
    private async Task AloneAsync(string record, List<Fault> faults, Func<Task> part, CancellationToken cancellation)
    {
        try
        {
            await part();
        }
        catch (FinanceRefusal refusal)
        {
            faults.AddRange(refusal.Faults);
        }
        catch (Exception exception) when (exception is DbUpdateConcurrencyException || StorageErrors.Of(exception)?.Status == StatusCodes.Status409Conflict)
        {
            // Another run was faster: it is left to that one.
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested && StorageErrors.Of(exception) is null)
        {
            logger.LogError(exception, "{Code}: import of {Record} failed", ImportErrors.Failed.Code, record);
            faults.Add(ImportErrors.Failed.For(record));
        }
    }

    private static IReadOnlyList<Company> CompaniesOf(SetupCatalog setUp, ImportRequest request) =>
        request.Company is null ? setUp.Companies : [setUp.Company(request.Company) ?? throw SetupErrors.UnknownCompany.Refusal($"company {request.Company}")];

    private async Task<List<string>> OpenAsync(Company company, string? proposal, CancellationToken cancellation)
    {
        await using var context = await database.ReadAsync(cancellation);
        return await context
            .Set<InvoiceProposal>()
            .Where(header =>
                header.DataAreaId == company.Id && header.ProposalStatus == ProposalStatus.Open && (proposal == null || header.InvoiceProposalId == proposal)
            )
            .OrderBy(header => header.InvoiceProposalId)
            .Select(header => header.InvoiceProposalId)
            .ToListAsync(cancellation);
    }
}
