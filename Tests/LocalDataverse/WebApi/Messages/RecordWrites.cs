using System.Text.Json;
using LocalDataverse.Faults;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Records;
using LocalDataverse.WebApi.Security;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace LocalDataverse.WebApi.Messages;

/// <summary>Create, update, upsert and delete.</summary>
internal sealed class RecordWrites(Session session)
{
    private const string IfMatch = "If-Match";
    private const string IfNoneMatch = "If-None-Match";
    private readonly RowReader reader = new(session.Model);

    public PlannedOperation Create(WebApiRequest request, TableModel table, bool idAhead)
    {
        using var body = RowReader.Parse(request.Body);
        return Created(request, table, reader.Read(table, body.RootElement), idAhead);
    }

    /// <summary>A row created through a collection of another one: its lookup points there.</summary>
    public PlannedOperation CreateRelated(WebApiRequest request, ResourcePath path, bool idAhead)
    {
        var relationship = path.Relationship ?? throw JsonValues.Bad("A record can be created through a one-to-many relationship only.");
        var table = session.Model.Table(relationship.ReferencingTable)!;
        using var body = RowReader.Parse(request.Body);
        var draft = reader.Read(table, body.RootElement);
        draft.Row[relationship.ReferencingColumn] = RowReader.ReferenceTo(path.Key!);
        return Created(request, table, draft, idAhead);
    }

    public PlannedOperation Patch(WebApiRequest request, RecordKey key)
    {
        using var body = RowReader.Parse(request.Body);
        var draft = reader.Read(key.Table, body.RootElement);
        if (draft.Referencing.Count > 0)
        {
            throw JsonValues.Bad("Related records of a collection cannot be written by an update.");
        }

        return Changed(request, key, draft);
    }

    public PlannedOperation PutProperty(WebApiRequest request, ResourcePath path)
    {
        using var body = RowReader.Parse(request.Body);
        if (!body.RootElement.TryGetProperty("value", out var value))
        {
            throw JsonValues.Bad("The body has to hold the property 'value'.");
        }

        return Set(
            path.Key!,
            path.Column!.Metadata.IsLookup
                ? throw JsonValues.Bad($"'{path.Column.Property}' is read-only: write its navigation property.")
                : path.Column.LogicalName,
            JsonValues.OfColumn(path.Column, value)
        );
    }

    public PlannedOperation ClearProperty(ResourcePath path) => Set(path.Key!, path.Column!.LogicalName, null);

    public PlannedOperation PutReference(WebApiRequest request, ResourcePath path)
    {
        using var body = RowReader.Parse(request.Body);
        if (!body.RootElement.TryGetProperty("@odata.id", out var address) || address.ValueKind != JsonValueKind.String)
        {
            throw JsonValues.Bad("The body has to hold '@odata.id'.");
        }

        var target = PathReader.ReadReference(session.Model, address.GetString()!);
        return path.Navigation!.Targets.Contains(target.Table.LogicalName)
            ? Set(path.Key!, path.Navigation.Column.LogicalName, RowReader.ReferenceTo(target))
            : throw JsonValues.Bad($"'{path.Navigation.Name}' cannot point at a record of '{target.Table.LogicalName}'.");
    }

    public PlannedOperation ClearReference(ResourcePath path) => Set(path.Key!, path.Navigation!.Column.LogicalName, null);

    /// <summary>Adds a row to a collection: <c>POST set(id)/collection/$ref</c>.</summary>
    public PlannedOperation Associate(WebApiRequest request, ResourcePath path)
    {
        using var body = RowReader.Parse(request.Body);
        if (!body.RootElement.TryGetProperty("@odata.id", out var address) || address.ValueKind != JsonValueKind.String)
        {
            throw JsonValues.Bad("The body has to hold '@odata.id'.");
        }

        var related = PathReader.ReadReference(session.Model, address.GetString()!);
        var message = new AssociateRequest
        {
            Target = RowReader.ReferenceTo(path.Key!),
            Relationship = RelationshipOf(path),
            RelatedEntities = [RowReader.ReferenceTo(related)],
        };
        return new PlannedOperation([message], _ => WebApiResponse.Empty());
    }

    /// <summary>Takes a row out of a collection: the row is named behind the collection or by <c>$id</c>.</summary>
    public PlannedOperation Disassociate(WebApiRequest request, ResourcePath path)
    {
        var related =
            path.RelatedKey
            ?? (
                QueryHelpers.ParseQuery(request.Query).TryGetValue("$id", out var id)
                    ? PathReader.ReadReference(session.Model, id.ToString())
                    : throw JsonValues.Bad("The address has to name the record to be taken out of the collection.")
            );
        var message = new DisassociateRequest
        {
            Target = RowReader.ReferenceTo(path.Key!),
            Relationship = RelationshipOf(path),
            RelatedEntities = [RowReader.ReferenceTo(related)],
        };
        return new PlannedOperation([message], _ => WebApiResponse.Empty());
    }

    private static Relationship RelationshipOf(ResourcePath path) => new(path.ManyToMany?.SchemaName ?? path.Relationship!.SchemaName);

    public static PlannedOperation Delete(WebApiRequest request, RecordKey key)
    {
        var target = RowReader.ReferenceTo(key);
        var version = VersionOf(request);
        target.RowVersion = version;
        var delete = new DeleteRequest
        {
            Target = target,
            ConcurrencyBehavior = version is null ? ConcurrencyBehavior.Default : ConcurrencyBehavior.IfRowVersionMatches,
        };
        return new PlannedOperation([delete], _ => WebApiResponse.Empty());
    }

    private PlannedOperation Created(WebApiRequest request, TableModel table, RowDraft draft, bool idAhead)
    {
        if (idAhead && draft.Row.Id == Guid.Empty)
        {
            draft.Row.Id = Guid.CreateVersion7();
        }

        var rows = draft.InOrder().ToList();
        var position = rows.IndexOf(draft.Row);
        return new PlannedOperation(
            [.. rows.Select(row => new CreateRequest { Target = row })],
            answers => Written(request, table, ((CreateResponse)answers[position]).id, created: true)
        )
        {
            EntityAddress = draft.Row.Id == Guid.Empty ? null : session.AddressOf(table, draft.Row.Id),
        };
    }

    private PlannedOperation Changed(WebApiRequest request, RecordKey key, RowDraft draft)
    {
        var table = key.Table;
        var row = draft.Row;
        var match = Condition(request, IfMatch);
        var onlyCreate = Condition(request, IfNoneMatch) == "*";
        if (match is not null && onlyCreate)
        {
            throw new WebApiException(StatusCodes.Status400BadRequest, ErrorCode.InvalidArgument, "If-Match and If-None-Match cannot be given together.");
        }

        if (onlyCreate)
        {
            foreach (var (column, value) in RowReader.KeyAttributes(key))
            {
                if (!row.Contains(column))
                {
                    row[column] = value;
                }
            }

            row.Id = key.Id ?? row.Id;
            return Created(request, table, draft, idAhead: false);
        }

        // The address names the row; an id in the body of an update is not another one.
        if (key.Id is { } id)
        {
            row.Id = id;
            row.Attributes.Remove(table.PrimaryId);
        }
        else
        {
            row.KeyAttributes = RowReader.KeyAttributes(key);
        }

        var related = draft
            .Referenced.SelectMany(referenced =>
            {
                var rows = referenced.Draft.InOrder().ToList();
                if (referenced.Draft.Row.Id == Guid.Empty)
                {
                    referenced.Draft.Row.Id = Guid.CreateVersion7();
                }

                row[referenced.Navigation.Column.LogicalName] = new EntityReference(referenced.Draft.Row.LogicalName, referenced.Draft.Row.Id);
                return rows;
            })
            .Select(OrganizationRequest (created) => new CreateRequest { Target = created })
            .ToList();

        if (match is not null)
        {
            var version = VersionOf(request);
            row.RowVersion = version;
            var update = new UpdateRequest
            {
                Target = row,
                ConcurrencyBehavior = version is null ? ConcurrencyBehavior.Default : ConcurrencyBehavior.IfRowVersionMatches,
            };
            return new PlannedOperation([.. related, update], _ => Written(request, key, created: false)) { EntityAddress = AddressOf(key) };
        }

        return new PlannedOperation(
            [.. related, new UpsertRequest { Target = row }],
            answers =>
            {
                var answer = (UpsertResponse)answers[^1];
                return Written(request, table, answer.Target.Id, answer.RecordCreated);
            }
        )
        {
            EntityAddress = AddressOf(key),
        };
    }

    private PlannedOperation Set(RecordKey key, string column, object? value)
    {
        var row = key.Id is { } id ? new Entity(key.Table.LogicalName, id) : new Entity(key.Table.LogicalName, RowReader.KeyAttributes(key));
        row[column] = value;
        return new PlannedOperation([new UpdateRequest { Target = row }], _ => WebApiResponse.Empty()) { EntityAddress = AddressOf(key) };
    }

    private string? AddressOf(RecordKey key) => key.Id is { } id ? session.AddressOf(key.Table, id) : null;

    private WebApiResponse Written(WebApiRequest request, RecordKey key, bool created)
    {
        if (key.Id is { } id)
        {
            return Written(request, key.Table, id, created);
        }

        var found = (RetrieveResponse)session.Service.Execute(new RetrieveRequest { Target = RowReader.ReferenceTo(key), ColumnSet = new(false) });
        return Written(request, key.Table, found.Entity.Id, created);
    }

    private WebApiResponse Written(WebApiRequest request, TableModel table, Guid id, bool created)
    {
        if (request.Preferences.ReturnRepresentation)
        {
            var plan = new QueryReader(session.Model, table, request.Query).Plan();
            return new RecordReads(session).Representation(request, plan, id, created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
        }

        var response = WebApiResponse.Empty();
        var address = session.AddressOf(table, id);
        if (created)
        {
            response.Headers["Location"] = address;
        }

        response.Headers["OData-EntityId"] = address;
        return response;
    }

    private static string? VersionOf(WebApiRequest request)
    {
        var match = Condition(request, IfMatch);
        return match is null or "*" ? null : match.Replace("W/", "", StringComparison.Ordinal).Trim('"');
    }

    // Clients of the service are told to send "If-None-Match: null", which asks for nothing.
    private static string? Condition(WebApiRequest request, string name)
    {
        var value = request.Headers[name].ToString().Trim();
        return value.Length == 0 || value == "null" ? null : value;
    }
}
