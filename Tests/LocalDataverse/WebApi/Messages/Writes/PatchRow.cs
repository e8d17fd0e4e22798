using LocalDataverse.Faults;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Records;
using LocalDataverse.WebApi.Security;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace LocalDataverse.WebApi.Messages.Writes;

/// <summary>Changes a row or creates it: <c>If-Match</c> allows only the one, <c>If-None-Match: *</c> only the other.</summary>
internal sealed class PatchRow(Session session) : IWrite
{
    private readonly RowReader reader = new(session.Model);
    private readonly WriteAnswers answers = new(session);

    public PlannedOperation Plan(WebApiRequest request, ResourcePath path, bool idAhead)
    {
        var key = path.Key!;
        using var body = RowReader.Parse(request.Body);
        var draft = reader.Read(key.Table, body.RootElement);
        if (draft.Referencing.Count > 0)
        {
            throw JsonValues.Bad("Related records of a collection cannot be written by an update.");
        }

        var onlyUpdate = Preconditions.IfMatch(request) is not null;
        if (Preconditions.IfNoneMatch(request) != "*")
        {
            return onlyUpdate ? Update(request, key, draft) : Upsert(request, key, draft);
        }

        return onlyUpdate
            ? throw new WebApiException(StatusCodes.Status400BadRequest, ErrorCode.InvalidArgument, "If-Match and If-None-Match cannot be given together.")
            : Create(request, key, draft);
    }

    private PlannedOperation Create(WebApiRequest request, RecordKey key, RowDraft draft)
    {
        foreach (var (column, value) in RowReader.KeyAttributes(key))
        {
            if (!draft.Row.Contains(column))
            {
                draft.Row[column] = value;
            }
        }

        draft.Row.Id = key.Id ?? draft.Row.Id;
        return answers.Created(request, key.Table, draft, idAhead: false);
    }

    private PlannedOperation Update(WebApiRequest request, RecordKey key, RowDraft draft)
    {
        Name(draft.Row, key);
        var related = CreateReferenced(draft);
        var version = Preconditions.Version(request);
        draft.Row.RowVersion = version;
        var update = new UpdateRequest
        {
            Target = draft.Row,
            ConcurrencyBehavior = version is null ? ConcurrencyBehavior.Default : ConcurrencyBehavior.IfRowVersionMatches,
        };
        return new PlannedOperation([.. related, update], _ => answers.Updated(request, key)) { EntityAddress = session.AddressOf(key) };
    }

    private PlannedOperation Upsert(WebApiRequest request, RecordKey key, RowDraft draft)
    {
        Name(draft.Row, key);
        var related = CreateReferenced(draft);
        return new PlannedOperation(
            [.. related, new UpsertRequest { Target = draft.Row }],
            done =>
            {
                var answer = (UpsertResponse)done[^1];
                return answers.Written(request, key.Table, answer.Target.Id, answer.RecordCreated);
            }
        )
        {
            EntityAddress = session.AddressOf(key),
        };
    }

    // The address names the row; an id in the body of an update is not another one.
    private static void Name(Entity row, RecordKey key)
    {
        if (key.Id is { } id)
        {
            row.Id = id;
            row.Attributes.Remove(key.Table.PrimaryId);
        }
        else
        {
            row.KeyAttributes = RowReader.KeyAttributes(key);
        }
    }

    /// <summary>The rows that lookups bring along are created first, with ids that the lookups can name.</summary>
    private static List<OrganizationRequest> CreateReferenced(RowDraft draft)
    {
        var requests = new List<OrganizationRequest>();
        foreach (var referenced in draft.Referenced)
        {
            var row = referenced.Draft.Row;
            requests.AddRange(referenced.Draft.InOrder().ToList().Select(created => new CreateRequest { Target = created }));
            if (row.Id == Guid.Empty)
            {
                row.Id = Guid.CreateVersion7();
            }

            draft.Row[referenced.Navigation.Column.LogicalName] = new EntityReference(row.LogicalName, row.Id);
        }

        return requests;
    }
}
