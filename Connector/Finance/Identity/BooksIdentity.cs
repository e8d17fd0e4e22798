using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Identity;

/// <summary>
/// Which books these are, and the how manieth life they live. A backup keeps both; after a restore an administrator raises the generation, so that nothing that
/// is told from then on can be taken for what was told before the restore.
/// </summary>
internal sealed class BooksIdentity
{
    private const int Only = 1;

    public int Id { get; set; } = Only;

    /// <summary>Made once, when the database is.</summary>
    public Guid Source { get; set; }

    public int Generation { get; set; } = 1;

    public static Task<BooksIdentity> OfAsync(FinanceContext context, CancellationToken cancellation) =>
        context.Set<BooksIdentity>().AsNoTracking().SingleAsync(cancellation);

    /// <summary>The id of what is told of these books in this life under a name that comes from its content.</summary>
    public Guid IdOf(Guid content) => DerivedId.From(Source.ToString(), FormattableString.Invariant($"{Generation}"), content.ToString());
}
