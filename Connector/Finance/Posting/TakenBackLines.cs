using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Posting;

/// <summary>Lines of a proposal whose unbilled sales a reversal takes back that arrived after they were imported.</summary>
internal static class TakenBackLines
{
    /// <summary>More of them would not be read.</summary>
    private const int MostFaults = 20;

    /// <summary>What is wrong with each of them.</summary>
    public static async Task<List<Fault>> FaultsAsync(FinanceContext context, InvoiceProposal header, CancellationToken cancellation)
    {
        var lines = context
            .Set<ProposalLine>()
            .Where(line => line.DataAreaId == header.DataAreaId && line.InvoiceProposalId == header.InvoiceProposalId && line.UnbilledActualId != null);
        var relationships = context.Set<TransactionRelationship>();
        var reversing = lines
            .Join(
                relationships.Where(row => row.Transaction1Role == RelationshipRole.Original && row.Transaction2Role == RelationshipRole.Reversing),
                line => line.UnbilledActualId,
                row => row.Transaction1Id,
                (line, row) =>
                    new
                    {
                        line.LineNumber,
                        line.UnbilledActualId,
                        Reversal = row.Transaction2Id,
                    }
            )
            .Union(
                lines.Join(
                    relationships.Where(row => row.Transaction2Role == RelationshipRole.Original && row.Transaction1Role == RelationshipRole.Reversing),
                    line => line.UnbilledActualId,
                    row => row.Transaction2Id,
                    (line, row) =>
                        new
                        {
                            line.LineNumber,
                            line.UnbilledActualId,
                            Reversal = row.Transaction1Id,
                        }
                )
            );
        var staged = context
            .Set<ActualsImport>()
            .Where(row => row.TransactionType == ProjCDSTransType.Sales)
            .Where(row =>
                row.InvoiceProposalId != header.InvoiceProposalId || (row.ImportStatus != ImportStatus.Staged && row.ImportStatus != ImportStatus.Skipped)
            );
        var found = await reversing
            .Join(staged, line => line.Reversal, row => row.ActualId, (line, _) => line)
            .OrderBy(line => line.LineNumber)
            .ThenBy(line => line.Reversal)
            .Take(MostFaults)
            .ToListAsync(cancellation);
        return found.ConvertAll(line => PostingErrors.TakenBack.Found(line.LineNumber, line.UnbilledActualId, line.Reversal));
    }
}
