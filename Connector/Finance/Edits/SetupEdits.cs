using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.OData.Edm;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Edits;

/// <summary>Writes of one section of the set-up below /data: POST, PATCH and DELETE of a record, by the same checks as a whole import.</summary>
internal sealed class SetupEdits(SetupSection section, IEdmModel model, IConfiguration configuration, FinanceDatabase database, SetupChanges changes)
    : IEditableSet
{
    public string SetName => section.SetName;

    public void Map(WebApplication app)
    {
        Map(HttpMethods.Post, $"/data/{SetName}", AddAsync);
        Map(HttpMethods.Patch, $"/data/{SetName}{EntityKey.Template}", ChangeAsync);
        Map(HttpMethods.Delete, $"/data/{SetName}{EntityKey.Template}", RemoveAsync);

        void Map(string method, string pattern, Func<HttpContext, FinanceSession, CancellationToken, Task<object>> write) =>
            app.MapMethods(pattern, [method], (HttpContext context) => InTransactionAsync(context, write))
                .RequireAuthorization(policy => policy.RequireRole(FinanceRoles.Administrator));
    }

    /// <param name="context">The request.</param>
    /// <param name="write">Adds, changes or removes a record and returns it.</param>
    private async Task InTransactionAsync(HttpContext context, Func<HttpContext, FinanceSession, CancellationToken, Task<object>> write)
    {
        var cancellation = context.RequestAborted;
        var shared = ChangeSet.Of(context);
        await using var own = shared is null ? await database.BeginAsync(cancellation) : null;
        var session = shared ?? own!;
        var change = await changes.BeginAsync(session, cancellation);
        change.Wrote(section, KeyOf(await write(context, session, cancellation)));
        if (own is not null)
        {
            await own.CommitAsync(cancellation);
        }

        if (context.Items.Remove(typeof(SetupEdits), out var added))
        {
            context.Response.StatusCode = StatusCodes.Status201Created;
            await context.Response.WriteAsJsonAsync(added as JsonObject, cancellation);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }

    private async Task<object> AddAsync(HttpContext context, FinanceSession session, CancellationToken cancellation)
    {
        var json = new JsonObject();
        using var body = await JsonBody.ReadAsync(context);
        Overlay(body.RootElement, json);
        SetupJson.AddNulls(section.Record, json);
        if (section.Company is not null)
        {
            json["company"] ??= await SeenCompanies.DefaultAsync(configuration, session.Context, cancellation);
        }

        var record = Read(json);
        if (record is ProfileRule rule)
        {
            record = rule with { RuleNumber = (await session.Query<ProfileRule>().MaxAsync(other => (int?)other.RuleNumber, cancellation) ?? 0) + 1 };
        }

        if (await section.FindAsync(session.Context, KeyOf(record), cancellation) is not null)
        {
            throw SetupErrors.RecordExists.Refusal($"{SetName} {Named(record)}", SetName);
        }

        session.Context.Add(record);
        await SaveAsync(session, cancellation);
        var shown = SetupJson.Shown(record);
        shown.Insert(0, "@odata.etag", RowVersion.Of(record));
        context.Items[typeof(SetupEdits)] = shown;
        return record;
    }

    private async Task<object> ChangeAsync(HttpContext context, FinanceSession session, CancellationToken cancellation)
    {
        var known = await KnownAsync(context, session, cancellation);
        var json = JsonSerializer.SerializeToNode(known, section.Record, SetupReader.Json)!.AsObject();
        using var body = await JsonBody.ReadAsync(context);
        Overlay(body.RootElement, json);
        var record = Read(json);
        if (record is ProfileRule rule)
        {
            // The number stands in no file: it is not read with the record.
            record = rule with
            {
                RuleNumber =
                    json["ruleNumber"] is JsonValue given && (!given.TryGetValue<int>(out var number) || number != ((ProfileRule)known).RuleNumber)
                        ? 0
                        : ((ProfileRule)known).RuleNumber,
            };
        }

        if (section.Keys.FirstOrDefault(key => !Equals(key.GetValue(known), key.GetValue(record))) is { } changed)
        {
            throw EditableSetErrors.KeyNotEditable.Refusal($"{SetName} {Named(known)} field {changed.Name}");
        }

        session.Context.Update(record);
        await SaveAsync(session, cancellation);
        return record;
    }

    private async Task<object> RemoveAsync(HttpContext context, FinanceSession session, CancellationToken cancellation)
    {
        var record = await KnownAsync(context, session, cancellation);
        session.Context.Remove(record);
        await SaveAsync(session, cancellation);
        return record;
    }

    private async Task<object> KnownAsync(HttpContext context, FinanceSession session, CancellationToken cancellation)
    {
        var text = EntityKey.Of(context.Request.RouteValues);
        var key = EntityKey.Parse(model, SetName, text).ToDictionary(StringComparer.Ordinal);
        if (key.TryGetValue("dataAreaId", out var company))
        {
            var only = await SeenCompanies.OnlyAsync(context.Request, configuration, session.Context, cancellation);
            key["dataAreaId"] = only is null || only.Equals(company) ? company : string.Empty;
        }

        var record = await section.FindAsync(session.Context, [.. section.Keys.Select(part => key[SetupJson.NameOf(part)!])], cancellation);
        if (record is null || (section.Company is not null && !Equals(section.Company.GetValue(record), key["dataAreaId"])))
        {
            throw EditableSetErrors.UnknownRecord.Refusal($"{SetName}({text})");
        }

        RowVersion.Require(context.Request, record, $"{SetName} {Named(record)}");
        return record;
    }

    private static async Task SaveAsync(FinanceSession session, CancellationToken cancellation)
    {
        await session.Context.SaveChangesAsync(cancellation);
        session.Context.ChangeTracker.Clear();
    }

    private void Overlay(JsonElement body, JsonObject json)
    {
        try
        {
            SetupJson.Overlay(section.Record, body, json, SetName);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or JsonException)
        {
            throw SetupErrors.NoTextInRecord.Refusal(SetName);
        }
    }

    private object Read(JsonObject json)
    {
        var faults = new List<Fault>();
        return SetupReader.ReadRecord(section.Record, JsonSerializer.SerializeToElement(json), SetName, faults) ?? throw new FinanceRefusal(faults);
    }

    private object[] KeyOf(object record) => [.. section.Keys.Select(key => key.GetValue(record)!)];

    private string Named(object record) =>
        string.Join(' ', section.Keys.Select(key => key.GetValue(record) is DateOnly date ? $"{date:yyyy-MM-dd}" : key.GetValue(record)));
}
