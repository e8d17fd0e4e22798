using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProjectInvoice.Finance.Agreement;
using ProjectInvoice.Finance.Import;
using ProjectInvoice.Finance.Journal;
using ProjectInvoice.Finance.Posting;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>
/// Finance's services on a database without a web server and without work in the background: starts in a few milliseconds, for tests that need hundreds of
/// processes.
/// </summary>
internal sealed class FinanceProcess : IAsyncDisposable
{
    private readonly Microsoft.AspNetCore.Builder.WebApplication application;

    public FinanceProcess(TestDatabase database, Action<IServiceCollection>? services = null) =>
        application = FinanceApplication.Build(
            [$"--Storage:ConnectionString={database.ConnectionString}", FinanceSample.RetainerArgument],
            given =>
            {
                given.AddLogging(logging => logging.ClearProviders());
                given.AddSingleton<TimeProvider, FixedClock>();
                services?.Invoke(given);
            }
        );

    public async Task<ImportResult> ImportAsync() => await Service<ImportFromStaging>().RunAsync(new ImportRequest(), CancellationToken.None);

    public async Task<JournalPostingResult> PostJournalsAsync() => await Service<PostJournals>().PostAsync(new JournalPostingRequest(), CancellationToken.None);

    public async Task<InvoicePostingResult> PostProposalAsync(string proposal, string company = "USPM") =>
        await Service<PostProposal>().PostAsync(company, proposal, new InvoicePostingRequest(), CancellationToken.None);

    public async Task<IReadOnlyList<string>> DifferencesAsync() => await Service<BooksAgreement>().FindDifferencesAsync(CancellationToken.None);

    public Task<List<string>> TablesAsync() => Tables.AllAsync(Service<FinanceDatabase>());

    public ValueTask DisposeAsync() => application.DisposeAsync();

    public T Service<T>()
        where T : notnull => application.Services.GetRequiredService<T>();
}
