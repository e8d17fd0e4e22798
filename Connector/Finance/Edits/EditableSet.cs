using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.OData.Edm;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Edits;

/// <summary>
/// A set whose rows are changed with PATCH and, where it says so, removed with DELETE: who may, which properties, and what follows from it.
/// The base reads key, company and body, honors If-Match, and keeps everything in one transaction, that of the change set where there is one.
/// </summary>
/// <param name="setName">The set below /data.</param>
/// <param name="roles">The roles that may write.</param>
/// <param name="editable">The properties that a PATCH may name.</param>
internal abstract class EditableSet<T>(string setName, string[] roles, params string[] editable) : IEditableSet
    where T : class, new()
{
    private static readonly PropertyInfo[] Properties = [.. typeof(T).GetProperties().Where(property => property.CanWrite)];

    private readonly Dictionary<string, StagingField> editable = editable
        .Select(name => new StagingField(typeof(T).GetProperty(name)!))
        .ToDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase);

    public string SetName { get; } = setName;

    /// <summary>What a user calls the row.</summary>
    public abstract string Named(T row);

    /// <summary>Whether DELETE is answered here; where it is not, it is refused elsewhere.</summary>
    public virtual bool MapsDelete => true;

    public void Map(WebApplication app)
    {
        var key = $"/data/{SetName}{EntityKey.Template}";
        app.MapMethods(
                key,
                [HttpMethods.Patch],
                (HttpContext context, FinanceDatabase database, IEdmModel model, IConfiguration configuration) =>
                    ChangeAsync(context, database, model, configuration, PatchAsync)
            )
            .RequireAuthorization(policy => policy.RequireRole(roles));

        if (MapsDelete)
        {
            app.MapMethods(
                    key,
                    [HttpMethods.Delete],
                    (HttpContext context, FinanceDatabase database, IEdmModel model, IConfiguration configuration) =>
                        ChangeAsync(context, database, model, configuration, RemoveAsync)
                )
                .RequireAuthorization(policy => policy.RequireRole(roles));
        }
    }

    /// <summary>Takes the lock under which the row is read and written; called first, with a row that holds nothing but its key.</summary>
    protected abstract Task LockAsync(FinanceSession session, T key, CancellationToken cancellation);

    /// <summary>Checks and writes a changed row.</summary>
    /// <param name="session">The transaction; it is committed by the caller.</param>
    /// <param name="before">The row as it is stored.</param>
    /// <param name="after">The row as it is wanted.</param>
    /// <param name="changed">Names of the properties that differ; never empty.</param>
    protected abstract Task PatchAsync(FinanceSession session, T before, T after, IReadOnlyList<string> changed, CancellationToken cancellation);

    /// <summary>Removes a row; refused unless a set allows it.</summary>
    protected virtual Task DeleteAsync(FinanceSession session, T row, CancellationToken cancellation) =>
        throw EditableSetErrors.NotDeleted.Refusal($"{SetName} {Named(row)}");

    private async Task ChangeAsync(
        HttpContext context,
        FinanceDatabase database,
        IEdmModel model,
        IConfiguration configuration,
        Func<HttpContext, FinanceSession, T, CancellationToken, Task> change
    )
    {
        var cancellation = context.RequestAborted;
        var shared = ChangeSet.Of(context);
        await using var own = shared is null ? await database.BeginAsync(cancellation) : null;
        var session = shared ?? own!;
        await change(context, session, await FindAsync(context, session, model, configuration, cancellation), cancellation);
        if (own is not null)
        {
            await own.CommitAsync(cancellation);
        }

        context.Response.Headers["OData-Version"] = "4.0";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task<T> FindAsync(HttpContext context, FinanceSession session, IEdmModel model, IConfiguration configuration, CancellationToken cancellation)
    {
        var text = EntityKey.Of(context.Request.RouteValues);
        var key = new T();
        Expression<Func<T, bool>>? where = null;
        foreach (var (name, value) in EntityKey.Parse(model, SetName, text))
        {
            var isCompany = name == "dataAreaId";
            var property = isCompany ? typeof(T).GetProperty(nameof(ICompanyRow.DataAreaId))! : typeof(T).GetProperty(name)!;
            property.SetValue(key, isCompany ? await SeenAsync(context, session, configuration, (string)value, cancellation) : value);
            where = And(where, property, property.GetValue(key)!);
        }

        await LockAsync(session, key, cancellation);
        var row = await session.Query<T>().SingleOrDefaultAsync(where!, cancellation) ?? throw Unknown(text);
        RowVersion.Require(context.Request, row, $"{SetName} {Named(row)}");
        return row;
    }

    private async Task<string> SeenAsync(
        HttpContext context,
        FinanceSession session,
        IConfiguration configuration,
        string company,
        CancellationToken cancellation
    )
    {
        var only = await SeenCompanies.OnlyAsync(context.Request, configuration, session.Context, cancellation);
        return only is null || only == company ? company : throw Unknown(EntityKey.Of(context.Request.RouteValues));
    }

    private FinanceRefusal Unknown(string key) => EditableSetErrors.UnknownRecord.Refusal($"{SetName}({key})");

    private async Task PatchAsync(HttpContext context, FinanceSession session, T before, CancellationToken cancellation)
    {
        using var body = await JsonBody.ReadAsync(context);
        var after = Edited(before, body.RootElement);
        var changed = this.editable.Values.Where(field => !field.Same(before, after)).Select(field => field.PropertyName).ToList();
        if (changed.Count > 0)
        {
            await PatchAsync(session, before, after, changed, cancellation);
        }
    }

    private Task RemoveAsync(HttpContext context, FinanceSession session, T row, CancellationToken cancellation) => DeleteAsync(session, row, cancellation);

    private T Edited(T before, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw Faulty(before, "request body", EditableSetErrors.NoObject);
        }

        try
        {
            return EditedFields(before, json);
        }
        catch (InvalidOperationException)
        {
            throw Faulty(before, "request body", EditableSetErrors.NoText);
        }
    }

    private T EditedFields(T before, JsonElement json)
    {
        var after = Copy(before);
        var none = new T();
        var given = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (
            var property in json.EnumerateObject()
                .Where(property => !property.Name.StartsWith('@') && !property.Name.Contains("@odata.", StringComparison.Ordinal))
        )
        {
            if (!given.Add(property.Name))
            {
                throw Faulty(before, property.Name, EditableSetErrors.DoubledField);
            }

            if (!this.editable.TryGetValue(property.Name, out var field))
            {
                throw Faulty(before, property.Name, EditableSetErrors.NotEditable, string.Join(", ", this.editable.Keys));
            }

            field.Copy(none, after);
            if (field.Read(property.Value, after) is { } fault)
            {
                throw Faulty(before, field.Name, EditableSetErrors.WrongValue, fault);
            }
        }

        return after;
    }

    private FinanceRefusal Faulty(T row, string field, ErrorCode error, params object?[] values) =>
        error.Refusal($"{SetName} {Named(row)} field {field}", values);

    private static T Copy(T row)
    {
        var copy = new T();
        foreach (var property in Properties)
        {
            property.SetValue(copy, property.GetValue(row));
        }

        return copy;
    }

    private static Expression<Func<T, bool>> And(Expression<Func<T, bool>>? where, PropertyInfo property, object value)
    {
        var row = where?.Parameters[0] ?? Expression.Parameter(typeof(T), "row");
        var equal = Expression.Equal(Expression.Property(row, property), Expression.Constant(value, property.PropertyType));
        return Expression.Lambda<Func<T, bool>>(where is null ? equal : Expression.AndAlso(where.Body, equal), row);
    }
}
