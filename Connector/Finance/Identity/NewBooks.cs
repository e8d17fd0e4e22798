using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Identity;

/// <summary>Gives the database an identity, unless it has one.</summary>
internal sealed class NewBooks : IMigrated
{
    public Task MigratedAsync(FinanceSession session, CancellationToken cancellation) =>
        session.Rows.InsertAsync([new BooksIdentity { Source = Guid.NewGuid() }], cancellation);
}
