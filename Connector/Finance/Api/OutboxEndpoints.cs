using System.ComponentModel;
using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Outbox;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Api;

/// <summary>The callbacks that wait and that were sent, and sending one again, below /api/outbox.</summary>
internal static class OutboxEndpoints
{
    private const int PageSize = 1000;

    public static void MapOutbox(this WebApplication app)
    {
        app.MapGet("/api/outbox", StateAsync)
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayRead))
            .Describe<OutboxState>("How many callbacks wait and were sent.");
        app.MapGet("/api/outbox/parts", PartsAsync)
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayRead))
            .Describe<OutboxPart[]>("The parts of the outbox in their order, each with what its last attempt met.");
        app.MapGet("/api/outbox/postings", PostingsAsync)
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MayRead))
            .Describe<ToldPosting[]>("How far the connector was told of the postings of some journals and proposals.");
        app.MapPost(
                "/api/outbox/{eventId:guid}/send",
                async (HttpContext context, Guid eventId, SendAgain again) =>
                    await ApiJson.WriteAsync(context, new SentAgain(await again.RunAsync(eventId, context.RequestAborted)))
            )
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MaySendAgain))
            .Describe<SentAgain>("Sends a posting again, sent or not.");
        app.MapPost(
                "/api/outbox/send",
                async (HttpContext context, [Description("The journal or proposal that was posted.")] string record, SendAgain again) =>
                    await ApiJson.WriteAsync(context, new SentAgain(await again.RunAsync(record, context.RequestAborted)))
            )
            .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.MaySendAgain))
            .Describe<SentAgain>("Sends all postings of a journal or proposal again, sent or not.");
    }

    private static async Task StateAsync(HttpContext context, FinanceDatabase database)
    {
        await using var read = await database.ReadAsync(context.RequestAborted);
        var pending = read.Set<CallbackPart>().Where(part => part.Status == CallbackStatus.Pending);
        await ApiJson.WriteAsync(
            context,
            new OutboxState(
                await pending.CountAsync(context.RequestAborted),
                await read.Set<CallbackPart>().CountAsync(part => part.Status == CallbackStatus.Sent, context.RequestAborted),
                await pending.SumAsync(part => part.Attempts, context.RequestAborted),
                await pending
                    .Where(part => part.LastError != null)
                    .OrderBy(part => part.Sequence)
                    .Select(part => part.LastError)
                    .FirstOrDefaultAsync(context.RequestAborted)
            )
        );
    }

    private static async Task PartsAsync(
        HttpContext context,
        FinanceDatabase database,
        [Description("Only the parts that wait: true; only those sent: false.")] bool? pending,
        [Description("Only those of a journal or proposal.")] string? record,
        [Description("Only those after this place: the sequence of the last part of the page before.")] long? after
    )
    {
        await using var read = await database.ReadAsync(context.RequestAborted);
        var status = pending == false ? CallbackStatus.Sent : CallbackStatus.Pending;
        var parts = await read.Set<CallbackPart>()
            .Where(part => (pending == null || part.Status == status) && (record == null || part.Record == record) && (after == null || part.Sequence > after))
            .OrderBy(part => part.Sequence)
            .Take(PageSize)
            .Select(part => new
            {
                part.Sequence,
                part.EventId,
                part.Record,
                part.Part,
                part.Status,
                part.WrittenOn,
                part.Attempts,
                part.NextAttempt,
                part.LastError,
                part.CorrelationId,
            })
            .ToListAsync(context.RequestAborted);
        await ApiJson.WriteAsync(
            context,
            parts.ConvertAll(part => new OutboxPart(
                part.Sequence,
                part.EventId,
                part.Record,
                part.Part,
                part.Status.ToString(),
                part.WrittenOn,
                part.Attempts,
                part.Status == CallbackStatus.Pending ? part.NextAttempt : null,
                part.LastError,
                part.CorrelationId
            ))
        );
    }

    private static async Task PostingsAsync(
        HttpContext context,
        FinanceDatabase database,
        [Description("The journals and proposals; each at least once in the address.")] string[] record
    )
    {
        await using var read = await database.ReadAsync(context.RequestAborted);
        var parts = read.Set<CallbackPart>().Where(part => record.Contains(part.Record));
        var postings = await parts
            .GroupBy(part => new { part.EventId, part.Record })
            .OrderBy(group => group.Min(part => part.Sequence))
            .Take(PageSize)
            .Select(group => new
            {
                group.Key.EventId,
                group.Key.Record,
                Parts = group.Count(),
                Sent = group.Count(part => part.Status == CallbackStatus.Sent),
                WrittenOn = group.Min(part => part.WrittenOn),
                Attempts = group.Sum(part => part.Attempts),
                CorrelationId = group.Max(part => part.CorrelationId),
            })
            .ToListAsync(context.RequestAborted);
        var waiting = (
            await parts
                .Where(part =>
                    part.Status == CallbackStatus.Pending
                    && !parts.Any(other => other.EventId == part.EventId && other.Part < part.Part && other.Status == CallbackStatus.Pending)
                )
                .Select(part => new
                {
                    part.EventId,
                    part.NextAttempt,
                    part.LastError,
                })
                .ToListAsync(context.RequestAborted)
        ).ToDictionary(part => part.EventId);
        await ApiJson.WriteAsync(
            context,
            postings.ConvertAll(posting => new ToldPosting(
                posting.EventId,
                posting.Record,
                posting.Parts,
                posting.Sent,
                posting.WrittenOn,
                posting.Attempts,
                waiting.GetValueOrDefault(posting.EventId)?.NextAttempt,
                waiting.GetValueOrDefault(posting.EventId)?.LastError,
                posting.CorrelationId
            ))
        );
    }
}
