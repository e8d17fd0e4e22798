using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Proposals;

internal sealed class ProposalsOfCompany : ICompanyUse
{
    public Task<bool> HasTransactionsAsync(FinanceSession session, string company, CancellationToken cancellation) =>
        session.Query<InvoiceProposal>().AnyAsync(row => row.DataAreaId == company, cancellation);
}
