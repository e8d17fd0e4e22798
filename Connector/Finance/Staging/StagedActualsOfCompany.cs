using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Staging;

internal sealed class StagedActualsOfCompany : ICompanyUse
{
    public Task<bool> HasTransactionsAsync(FinanceSession session, string company, CancellationToken cancellation) =>
        session.Query<ActualsImport>().AnyAsync(row => row.DataAreaId == company, cancellation);
}
