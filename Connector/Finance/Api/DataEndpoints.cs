using System.IO.Pipelines;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.Telemetry;
using ProjectInvoice.Finance.Withdrawal;

namespace ProjectInvoice.Finance.Api;

/// <summary>Writes below /data: rows one at a time or as a streamed array, and the headers of proposals. What is not offered is refused by name.</summary>
internal static class DataEndpoints
{
    public static void MapData(this WebApplication app)
    {
        MapStaging(app, new ActualsImportSet(StagingOptions.Of(app.Configuration)));
        MapStaging(app, new TransactionRelationshipSet());
        MapMilestones(app);
        MapProposals(app);
        foreach (var set in app.Services.GetServices<IEditableSet>())
        {
            set.Map(app);
        }
    }

    private static void MapStaging<T>(WebApplication app, StagingSet<T> set)
        where T : class, new()
    {
        MapRows(app, set);
        MapRefused(app, set.SetName, ["PUT", "PATCH"], StagingErrors.RowNotChanged);
        MapRefused(app, set.SetName, ["DELETE"], StagingErrors.RowNotDeleted);
    }

    private static void MapMilestones(WebApplication app)
    {
        var set = new ContractLineMilestoneSet();
        MapRows(app, set);
        MapRefused(app, set.SetName, ["PUT"], StagingErrors.MilestoneNotChanged);
    }

    private static void MapRows<T>(WebApplication app, StagingSet<T> set)
        where T : class, new()
    {
        var stage = StageOf(app, set);
        app.MapPost($"/data/{set.SetName}", (HttpContext context, FinanceDatabase database) => PostOneAsync(context, database, set, stage))
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.Integration))
            .WithMetadata(StagingErrors.StagingOfIntegration);
        app.MapPost(
                $"/data/{set.SetName}/{FinanceModel.Namespace}.ImportRows",
                (HttpContext context, FinanceDatabase database) => PostManyAsync(context, database, set, stage)
            )
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.Integration))
            .WithMetadata(StagingErrors.StagingOfIntegration, new RequestSizeLimitAttribute(app.Services.GetRequiredService<RequestLimits>().RowsBytes));
    }

    private static StageRows<T> StageOf<T>(WebApplication app, StagingSet<T> set)
        where T : class, new() => new(set, app.Services.GetServices<IArrival<T>>());

    private static void MapProposals(WebApplication app)
    {
        var set = new InvoiceProposalSet();
        var stage = StageOf(app, set);
        app.MapPost($"/data/{set.SetName}", (HttpContext context, FinanceDatabase database) => PostOneAsync(context, database, set, stage))
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.Integration))
            .WithMetadata(StagingErrors.ProposalOfIntegration);
        app.MapPost($"/data/{set.SetName}/{FinanceModel.Namespace}.WithdrawInvoice", WithdrawAsync)
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.Integration))
            .WithMetadata(StagingErrors.WithdrawalOfIntegration, new RequestSizeLimitAttribute(app.Services.GetRequiredService<RequestLimits>().RowsBytes));
        MapRefused(app, set.SetName, ["DELETE"], StagingErrors.ProposalNotDeleted);
        MapRefused(app, set.SetName, ["PUT"], StagingErrors.ProposalNotReplaced);
    }

    private static void MapRefused(WebApplication app, string set, string[] methods, ErrorCode error)
    {
        foreach (var pattern in new[] { $"/data/{set}", $"/data/{set}{EntityKey.Template}" })
        {
            app.MapMethods(pattern, methods, (HttpContext context) => Task.FromException(error.Refusal(Named(context, set)))).RequireAuthorization();
        }
    }

    private static string Named(HttpContext context, string set) => EntityKey.Of(context.Request.RouteValues) is { Length: > 0 } key ? $"{set}({key})" : set;

    private static async Task PostOneAsync<T>(HttpContext context, FinanceDatabase database, StagingSet<T> set, StageRows<T> stage)
        where T : class, new()
    {
        var cancellation = context.RequestAborted;
        using var step = FinanceTelemetry.Start("Stage", set.SetName);
        using var body = await JsonBody.ReadAsync(context);
        var row = set.Read(body.RootElement, "row 1");
        var shared = ChangeSet.Of(context);
        await using var own = shared is null ? await database.BeginAsync(cancellation) : null;
        var count = await stage.StoreAsync(shared ?? own!, One(row), cancellation);
        if (own is not null)
        {
            await own.CommitAsync(cancellation);
        }

        step.Done(count.Inserted);
        context.Response.StatusCode = count.Inserted == 1 ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        await context.Response.WriteAsJsonAsync(body.RootElement, cancellation);
    }

    private static async Task PostManyAsync<T>(HttpContext context, FinanceDatabase database, StagingSet<T> set, StageRows<T> stage)
        where T : class, new()
    {
        var cancellation = context.RequestAborted;
        using var step = FinanceTelemetry.Start("Stage", set.SetName);
        await ReceiveAsync(context.Request, cancellation);
        await using var session = await database.BeginAsync(cancellation);
        var count = await stage.StoreAsync(session, RowStream.ReadAsync(PipeReader.Create(context.Request.Body), set.Read, cancellation), cancellation);
        await session.CommitAsync(cancellation);
        step.Done(count.Inserted);
        await context.Response.WriteAsJsonAsync(count, cancellation);
    }

    /// <summary>Takes in the whole body, on the disk where it is long: nobody waits for the database because a sender is slow.</summary>
    private static async Task ReceiveAsync(HttpRequest request, CancellationToken cancellation)
    {
        request.EnableBuffering();
        await request.Body.DrainAsync(cancellation);
        request.Body.Position = 0;
    }

    private static async Task WithdrawAsync(HttpContext context, WithdrawInvoice withdraw)
    {
        var request = await ApiJson.ReadAsync(context, new InvoiceWithdrawal(null, null, null));
        await ApiJson.WriteAsync(context, await withdraw.RunAsync(request, context.RequestAborted));
    }

    private static async IAsyncEnumerable<T> One<T>(T row)
    {
        await Task.CompletedTask;
        yield return row;
    }
}
