using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Identity;

/// <summary>The numbers that restores have cost.</summary>
internal static class LostRanges
{
    public static LostRange Of(LostNumbers lost, int generation, string user, DateTime now) =>
        new()
        {
            Company = lost.Company,
            Reference = lost.Reference,
            First = lost.Given + 1,
            Last = lost.Told,
            Generation = generation,
            RaisedBy = user,
            RaisedOn = now,
        };

    public static Task<List<LostRange>> OfAsync(FinanceContext context, CancellationToken cancellation) =>
        context
            .Set<LostRange>()
            .AsNoTracking()
            .OrderBy(range => range.Company)
            .ThenBy(range => range.Reference)
            .ThenBy(range => range.First)
            .ToListAsync(cancellation);

    public static Task<List<LostRange>> OfAsync(FinanceContext context, string company, string reference, CancellationToken cancellation)
    {
        var counter = NumberSequences.CounterOf(company);
        return context
            .Set<LostRange>()
            .AsNoTracking()
            .Where(range => range.Company == counter && range.Reference == reference)
            .OrderBy(range => range.First)
            .ToListAsync(cancellation);
    }
}
