using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Staging;

/// <summary>
/// The companies that rows of a transaction may belong to. The set-up is held at its end only, as rows may take long to arrive: a company that was taken out
/// meanwhile, as it had no rows yet, must not get these.
/// </summary>
internal sealed class StagedCompanies : ICommitCheck
{
    private readonly FinanceSession session;
    private readonly HashSet<string> used = new(StringComparer.Ordinal);
    private List<string> companies;

    private StagedCompanies(FinanceSession session, List<string> companies)
    {
        this.session = session;
        this.companies = companies;
    }

    /// <summary>Those of the transaction; read once in it.</summary>
    public static async Task<StagedCompanies> OfAsync(FinanceSession session, CancellationToken cancellation)
    {
        if (session.CheckOf<StagedCompanies>() is { } known)
        {
            return known;
        }

        var companies = new StagedCompanies(session, await ReadAsync(session, cancellation));
        session.BeforeCommit(companies);
        return companies;
    }

    /// <summary>The id of a company that gets rows, as it is set up; null where it is not.</summary>
    public async Task<string?> FindAsync(string id, CancellationToken cancellation)
    {
        var found = Find(companies, id);
        if (found is null)
        {
            // The transaction itself may have set it up meanwhile.
            companies = await ReadAsync(session, cancellation);
            found = Find(companies, id);
        }

        if (found is not null)
        {
            used.Add(found);
        }

        return found;
    }

    /// <inheritdoc/>
    public async Task RequireAsync(CancellationToken cancellation)
    {
        await session.LockSharedAsync(HeldSetup.Lock, cancellation);
        var held = await ReadAsync(session, cancellation);
        if (used.Except(held).Order(StringComparer.Ordinal).FirstOrDefault() is { } gone)
        {
            throw StagingErrors.CompanyGone.Refusal($"company {gone}");
        }
    }

    private static string? Find(List<string> companies, string id) => companies.Find(company => string.Equals(company, id, StringComparison.OrdinalIgnoreCase));

    private static Task<List<string>> ReadAsync(FinanceSession session, CancellationToken cancellation) =>
        session.Query<Company>().Select(company => company.Id).ToListAsync(cancellation);
}
