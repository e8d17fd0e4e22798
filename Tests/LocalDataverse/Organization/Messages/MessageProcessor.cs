using System.Globalization;
using System.ServiceModel;
using LocalDataverse.Calls;
using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using LocalDataverse.Registration;
using LocalDataverse.Security;
using LocalDataverse.Storage;
using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Messages;

/// <summary>Takes one request through rights, stages, transaction and main operation.</summary>
internal sealed class MessageProcessor(DataverseOrganization organization)
{
    private const int MaximumBatch = 1000;
    private readonly StageRunner stages = new(organization);

    public OrganizationResponse Execute(OrganizationRequest request, CallScope scope)
    {
        if (request is null)
        {
            throw DataverseFault.InvalidArgument("The request is missing.");
        }

        if (!scope.IsSystem)
        {
            organization.Rights.DemandMember(scope.UserId);
        }

        if (
            request.RequestName is "CreateMultiple" or "UpdateMultiple" or "UpsertMultiple" or "DeleteMultiple" or "ExecuteMultiple" or "ExecuteTransaction"
            && scope.InsidePlugin
        )
        {
            throw DataverseFault.NotSupportedInPlugin(request.RequestName);
        }

        switch (request.RequestName)
        {
            case "Create":
                return Respond(new CreateResponse(), ("id", Create([Required<Entity>(request, "Target")], scope, isMultiple: false)[0]));
            case "CreateMultiple":
                return Respond(new CreateMultipleResponse(), ("Ids", Create(Targets(request), scope, isMultiple: true)));
            case "Update":
                Update([Required<Entity>(request, "Target")], Concurrency(request), scope, isMultiple: false);
                return Respond(new UpdateResponse());
            case "UpdateMultiple":
                Update(Targets(request), Concurrency(request), scope, isMultiple: true);
                return Respond(new UpdateMultipleResponse());
            case "Upsert":
                return Upsert(Required<Entity>(request, "Target"), scope);
            case "UpsertMultiple":
                return InTransaction(
                    scope,
                    inner =>
                        Respond(
                            new OrganizationResponse { ResponseName = "UpsertMultiple" },
                            ("Results", Targets(request).Select(target => Upsert(target, inner)).ToArray())
                        )
                );
            case "DeleteMultiple":
                throw DataverseFault.Of(ErrorCode.NotImplemented, "DeleteMultiple has not yet been implemented.");
            case "Delete":
                Delete(Required<EntityReference>(request, "Target"), Concurrency(request), scope);
                return Respond(new DeleteResponse());
            case "Retrieve":
                return Retrieve(request, scope);
            case "RetrieveMultiple":
                return RetrieveMultiple(request, scope);
            case "Associate":
                Associate(request, scope, isAdded: true);
                return Respond(new AssociateResponse());
            case "Disassociate":
                Associate(request, scope, isAdded: false);
                return Respond(new DisassociateResponse());
            case "SetState":
                var moniker = Required<EntityReference>(request, "EntityMoniker");
                Update(
                    [
                        new Entity(moniker.LogicalName, moniker.Id)
                        {
                            ["statecode"] = Required<OptionSetValue>(request, "State"),
                            ["statuscode"] = Required<OptionSetValue>(request, "Status"),
                        },
                    ],
                    ConcurrencyBehavior.Default,
                    scope,
                    false
                );
                return Respond(new SetStateResponse());
            case "Assign":
                var assigned = Required<EntityReference>(request, "Target");
                Update(
                    [new Entity(assigned.LogicalName, assigned.Id) { ["ownerid"] = Required<EntityReference>(request, "Assignee") }],
                    ConcurrencyBehavior.Default,
                    scope,
                    false
                );
                return Respond(new AssignResponse());
            case "ExecuteTransaction":
                return ExecuteTransaction(request, scope);
            case "ExecuteMultiple":
                return ExecuteMultiple(request, scope);
            case "WhoAmI":
                var unit = organization.Value("systemuser", scope.UserId, "businessunitid", null) is RowReference own
                    ? own.Id
                    : organization.RootBusinessUnitId;
                return Respond(new WhoAmIResponse(), ("UserId", scope.UserId), ("BusinessUnitId", unit), ("OrganizationId", organization.OrganizationId));
            case "RetrieveVersion":
                return Respond(new RetrieveVersionResponse(), ("Version", organization.Version));
            case "RetrieveEntityChanges":
                return new ChangeReader(organization).Retrieve(request, scope);
            default:
                return CustomApi(request, scope);
        }
    }

    private static OrganizationResponse Respond(OrganizationResponse response, params (string Name, object? Value)[] results)
    {
        if (string.IsNullOrEmpty(response.ResponseName))
        {
            var name = response.GetType().Name;
            response.ResponseName = name.Substring(0, name.Length - "Response".Length);
        }

        foreach (var (name, value) in results)
        {
            response.Results[name] = value;
        }

        return response;
    }

    private static T Required<T>(OrganizationRequest request, string name)
        where T : class =>
        request.Parameters.TryGetValue(name, out var value) && value is T typed
            ? typed
            : throw DataverseFault.InvalidArgument($"Required field '{name}' is missing in the request {request.RequestName}.");

    private static IReadOnlyList<Entity> Targets(OrganizationRequest request)
    {
        var targets = Required<EntityCollection>(request, "Targets").Entities;
        if (targets.Count == 0 || targets.Any(target => target.LogicalName != targets[0].LogicalName))
        {
            throw DataverseFault.InvalidArgument($"The Targets of {request.RequestName} must be rows of one table, at least one.");
        }

        return [.. targets];
    }

    private static ConcurrencyBehavior Concurrency(OrganizationRequest request) =>
        request.Parameters.TryGetValue("ConcurrencyBehavior", out var value) && value is ConcurrencyBehavior behavior ? behavior : ConcurrencyBehavior.Default;

    private static void DemandVersion(TableMetadata table, Row row, string? rowVersion, ConcurrencyBehavior behavior)
    {
        if (behavior != ConcurrencyBehavior.IfRowVersionMatches)
        {
            return;
        }

        if (!table.OptimisticConcurrency)
        {
            throw DataverseFault.Of(
                ErrorCode.ConcurrencyNotEnabled,
                $"Optimistic concurrency isn't enabled for table {table.LogicalName}. The IfVersionMatches value of ConcurrencyBehavior can "
                    + "only be used if optimistic concurrency is enabled."
            );
        }

        if (string.IsNullOrEmpty(rowVersion))
        {
            throw DataverseFault.Of(
                ErrorCode.VersionNotProvided,
                "The RowVersion property must be provided when the value of ConcurrencyBehavior is IfVersionMatches."
            );
        }

        if (rowVersion != row.Version.ToString(CultureInfo.InvariantCulture))
        {
            throw DataverseFault.Of(ErrorCode.VersionMismatch, "The version of the existing record doesn't match the RowVersion property provided.");
        }
    }

    private static ParameterCollection Parameters(params (string Name, object? Value)[] entries)
    {
        var parameters = new ParameterCollection();
        foreach (var (name, value) in entries)
        {
            parameters[name] = value;
        }

        return parameters;
    }

    private Track NewTrack(string message, TableMetadata table, object target, CallScope scope, ConcurrencyBehavior? behavior = null)
    {
        var input = Parameters(("Target", target));
        if (behavior is not null)
        {
            input["ConcurrencyBehavior"] = behavior.Value;
        }

        return Tagged(new Track(message, table.LogicalName, input), scope);
    }

    private static Track Tagged(Track track, CallScope scope)
    {
        if (scope.Tag is not null)
        {
            track.OuterVariables["tag"] = scope.Tag;
            track.Variables["tag"] = scope.Tag;
        }

        return track;
    }

    /// <summary>The tracks of single rows, and the Multiple form beside them where it is asked for or has steps.</summary>
    private List<Track> WithMultiple(List<Track> rows, string message, CallScope scope, bool isMultiple, ConcurrencyBehavior? behavior = null)
    {
        var table = rows[0].Table;
        if (!isMultiple && !organization.Registrations.HasSteps(message, table))
        {
            return rows;
        }

        var collection = new EntityCollection([.. rows.Select(row => row.Target!)]) { EntityName = table };
        var input = Parameters(("Targets", collection));
        if (behavior is not null)
        {
            input["ConcurrencyBehavior"] = behavior.Value;
        }

        return [.. rows, Tagged(new Track(message, table, input) { Rows = rows }, scope)];
    }

    private void Run(PipelineStage stage, IEnumerable<Track> tracks, CallScope scope, DateTime startedOn)
    {
        foreach (var track in tracks)
        {
            stages.Run(stage, track, scope, startedOn);
        }
    }

    private void Post(IReadOnlyList<Track> tracks, CallScope scope, DateTime startedOn)
    {
        Run(PipelineStage.PostOperation, tracks, scope, startedOn);
        foreach (var track in tracks)
        {
            stages.Queue(track, scope, startedOn);
        }
    }

    private Guid[] Create(IReadOnlyList<Entity> targets, CallScope scope, bool isMultiple)
    {
        var startedOn = organization.UtcNow;
        var table = organization.TableOrFault(targets[0].LogicalName);
        var rows = targets.Select(target => NewTrack("Create", table, SdkCopy.Of(target), scope)).ToList();
        var tracks = WithMultiple(rows, "CreateMultiple", scope, isMultiple);
        Run(PipelineStage.PreValidation, tracks, scope, startedOn);
        organization.Rights.Demand(table.LogicalName, TableRight.Create, scope);
        return InTransaction(
            scope,
            inner =>
            {
                Run(PipelineStage.PreOperation, tracks, inner, startedOn);
                foreach (var row in rows)
                {
                    var target = row.Target!;
                    foreach (var key in target.KeyAttributes)
                    {
                        if (!target.Contains(key.Key))
                        {
                            target[key.Key] = key.Value;
                        }
                    }

                    row.PrimaryId = organization.Writer.Create(table, target, inner, inner.Transaction!);
                    target.Id = row.PrimaryId;
                    target[table.PrimaryId] = row.PrimaryId;
                    row.After = organization.Database.Find(table.LogicalName, row.PrimaryId, inner.Transaction);
                    row.Output["id"] = row.PrimaryId;
                    CreateRelated(table, target, inner);
                    organization.Faults.AtStage(PipelineStage.MainOperation, "Create", table.LogicalName);
                }

                Guid[] ids = [.. rows.Select(row => row.PrimaryId)];
                foreach (var multiple in tracks.Where(track => track.IsMultiple))
                {
                    multiple.Output["Ids"] = ids;
                }

                Post(tracks, inner, startedOn);
                return ids;
            }
        );
    }

    /// <summary>Deep insert: the rows that hang on the new one by one-to-many relationships.</summary>
    private void CreateRelated(TableMetadata table, Entity target, CallScope scope)
    {
        foreach (var related in target.RelatedEntities)
        {
            var relationship =
                organization.Metadata.Relationship(related.Key.SchemaName) is { } found && found.ReferencedTable == table.LogicalName
                    ? found
                    : throw DataverseFault.InvalidArgument($"'{related.Key.SchemaName}' is no one-to-many relationship of '{table.LogicalName}'.");
            foreach (var child in related.Value.Entities)
            {
                child[relationship.ReferencingColumn] = new EntityReference(table.LogicalName, target.Id);
                child.Id = Create([child], scope, isMultiple: false)[0];
            }
        }
    }

    private void Update(IReadOnlyList<Entity> targets, ConcurrencyBehavior behavior, CallScope scope, bool isMultiple)
    {
        var startedOn = organization.UtcNow;
        var table = organization.TableOrFault(targets[0].LogicalName);
        var rows = targets.Select(target => NewTrack("Update", table, SdkCopy.Of(target), scope, behavior)).ToList();
        foreach (var row in rows)
        {
            Identify(table, row, scope.Transaction);
        }

        var tracks = WithMultiple(rows, "UpdateMultiple", scope, isMultiple, behavior);
        Run(PipelineStage.PreValidation, tracks, scope, startedOn);
        organization.Rights.Demand(table.LogicalName, TableRight.Write, scope);
        if (rows.Any(row => row.Target!.Contains("ownerid")))
        {
            organization.Rights.Demand(table.LogicalName, TableRight.Assign, scope);
        }

        InTransaction(
            scope,
            inner =>
            {
                var isFirst = true;
                foreach (var phase in Phases(table, rows, scope))
                {
                    UpdatePhase(table, phase, behavior, isFirst, inner, startedOn, isMultiple);
                    isFirst = false;
                }

                return true;
            }
        );
    }

    /// <summary>State and status beside other columns: PreOperation and PostOperation run once for the others and once for these.</summary>
    private IEnumerable<List<Track>> Phases(TableMetadata table, List<Track> rows, CallScope scope)
    {
        static bool IsState(string column) => column is "statecode" or "statuscode";
        var later = new List<Track>();
        foreach (var row in rows)
        {
            var target = row.Target!;
            var names = target.Attributes.Keys.Where(name => name != table.PrimaryId).ToArray();
            if (!names.Any(IsState) || names.All(IsState))
            {
                continue;
            }

            var state = new Entity(target.LogicalName, target.Id) { [table.PrimaryId] = target.Id };
            foreach (var name in names.Where(IsState))
            {
                state[name] = target[name];
                target.Attributes.Remove(name);
            }

            var track = Tagged(
                new Track("Update", table.LogicalName, SdkCopy.Of(row.Input)) { OuterVariables = row.OuterVariables, PrimaryId = row.PrimaryId },
                scope
            );
            track.Input["Target"] = state;
            later.Add(track);
        }

        yield return rows;
        if (later.Count > 0)
        {
            yield return later;
        }
    }

    private void UpdatePhase(
        TableMetadata table,
        List<Track> rows,
        ConcurrencyBehavior behavior,
        bool isFirst,
        CallScope scope,
        DateTime startedOn,
        bool isMultiple
    )
    {
        var tracks = WithMultiple(rows, "UpdateMultiple", scope, isMultiple, behavior);
        foreach (var row in rows)
        {
            row.Before =
                organization.Database.Find(table.LogicalName, row.PrimaryId, scope.Transaction)
                ?? throw DataverseFault.DoesNotExist(table.LogicalName, row.PrimaryId);
            if (isFirst)
            {
                DemandVersion(table, row.Before, row.Target!.RowVersion, behavior);
            }
        }

        Run(PipelineStage.PreOperation, tracks, scope, startedOn);
        foreach (var row in rows)
        {
            row.Before =
                organization.Database.Find(table.LogicalName, row.PrimaryId, scope.Transaction)
                ?? throw DataverseFault.DoesNotExist(table.LogicalName, row.PrimaryId);
            organization.Writer.Update(table, row.PrimaryId, row.Target!, scope, scope.Transaction!);
            row.After = organization.Database.Find(table.LogicalName, row.PrimaryId, scope.Transaction);
            organization.Faults.AtStage(PipelineStage.MainOperation, "Update", table.LogicalName);
        }

        Post(tracks, scope, startedOn);
    }

    /// <summary>Finds the row of an update by id, primary key column or alternate key; key columns leave the body.</summary>
    private void Identify(TableMetadata table, Track track, Transaction? transaction)
    {
        var target = track.Target!;
        var id = target.Id;
        if (id == Guid.Empty && target.Attributes.TryGetValue(table.PrimaryId, out var value) && value is Guid given)
        {
            id = given;
        }

        if (id == Guid.Empty && target.KeyAttributes.Count > 0)
        {
            id =
                organization.Keys.Find(table, target.KeyAttributes, transaction)
                ?? throw DataverseFault.Of(ErrorCode.NotFoundByKey, $"A record with the specified key values does not exist in {table.LogicalName} entity");
        }

        var row = organization.Database.Find(table.LogicalName, id, transaction) ?? throw DataverseFault.DoesNotExist(table.LogicalName, id);
        target.Id = id;
        target[table.PrimaryId] = id;
        track.PrimaryId = id;
        track.Before = row;
    }

    private UpsertResponse Upsert(Entity target, CallScope scope)
    {
        var table = organization.TableOrFault(target.LogicalName);
        var existing =
            target.KeyAttributes.Count > 0
                ? organization.Keys.Find(table, target.KeyAttributes, scope.Transaction)
                : organization.Database.Find(table.LogicalName, target.Id, scope.Transaction)?.Id;
        var copy = SdkCopy.Of(target);
        var isCreated = existing is null;
        if (existing is { } id)
        {
            foreach (var key in copy.KeyAttributes)
            {
                copy.Attributes.Remove(key.Key);
            }

            copy.KeyAttributes.Clear();
            copy.Id = id;
            Update([copy], ConcurrencyBehavior.Default, scope, isMultiple: false);
        }
        else
        {
            existing = Create([copy], scope, isMultiple: false)[0];
        }

        return (UpsertResponse)Respond(new UpsertResponse(), ("RecordCreated", isCreated), ("Target", new EntityReference(table.LogicalName, existing.Value)));
    }

    private void Delete(EntityReference target, ConcurrencyBehavior behavior, CallScope scope)
    {
        var startedOn = organization.UtcNow;
        var table = organization.TableOrFault(target.LogicalName);
        var id = organization.Writer.Resolve(target, scope.Transaction).Id;
        var track = NewTrack("Delete", table, new EntityReference(table.LogicalName, id) { RowVersion = target.RowVersion }, scope, behavior);
        track.PrimaryId = id;
        track.Before = organization.Database.Find(table.LogicalName, id, scope.Transaction);
        stages.Run(PipelineStage.PreValidation, track, scope, startedOn);
        organization.Rights.Demand(table.LogicalName, TableRight.Delete, scope);
        InTransaction(
            scope,
            inner =>
            {
                track.Before = organization.Database.Find(table.LogicalName, id, inner.Transaction) ?? throw DataverseFault.DoesNotExist(table.LogicalName, id);
                DemandVersion(table, track.Before, target.RowVersion, behavior);
                stages.Run(PipelineStage.PreOperation, track, inner, startedOn);
                if (table.LogicalName == "solution")
                {
                    new SolutionImport.SolutionUninstaller(organization, inner.Transaction!).Uninstall(id);
                }

                ReleaseReferences(table, id, inner with { Parent = stages.MainContext(track, inner, startedOn) });
                track.Before = organization.Database.Find(table.LogicalName, id, inner.Transaction) ?? throw DataverseFault.DoesNotExist(table.LogicalName, id);
                organization.Writer.Delete(table, id, inner.Transaction!);
                organization.Faults.AtStage(PipelineStage.MainOperation, "Delete", table.LogicalName);
                Post([track], inner, startedOn);
                return true;
            }
        );
    }

    private void ReleaseReferences(TableMetadata table, Guid id, CallScope scope)
    {
        var references = organization
            .Metadata.RelationshipsTo(table.LogicalName)
            .SelectMany(relationship => organization.RowsReferring(relationship, id, scope.Transaction).Select(row => (relationship, row.Id)))
            .ToArray();
        foreach (var (relationship, _) in references)
        {
            if (relationship.Delete == DeleteBehavior.Restrict)
            {
                throw DataverseFault.Of(
                    ErrorCode.CannotDeleteDueToAssociation,
                    $"The object you tried to delete is associated with another object and cannot be deleted. ({table.LogicalName} {id:d}, "
                        + $"{relationship.SchemaName})"
                );
            }
        }

        foreach (var (relationship, child) in references)
        {
            if (relationship.Delete == DeleteBehavior.RemoveLink)
            {
                organization.Writer.ClearLookup(
                    organization.TableOrFault(relationship.ReferencingTable),
                    child,
                    relationship.ReferencingColumn,
                    scope.Transaction!
                );
            }
            else if (organization.Database.Find(relationship.ReferencingTable, child, scope.Transaction) is not null)
            {
                Delete(new EntityReference(relationship.ReferencingTable, child), ConcurrencyBehavior.Default, scope);
            }
        }

        foreach (var relationship in organization.Metadata.ManyToManyRelationships)
        {
            foreach (var column in IntersectColumns(relationship, table.LogicalName))
            {
                foreach (var row in organization.RowsWhere(relationship.IntersectTable, column, id, scope.Transaction))
                {
                    organization.Writer.Delete(organization.TableOrFault(relationship.IntersectTable), row.Id, scope.Transaction!);
                }
            }
        }
    }

    private static IEnumerable<string> IntersectColumns(ManyToManyRelationship relationship, string table)
    {
        if (relationship.Table1 == table)
        {
            yield return relationship.Column1;
        }

        if (relationship.Table2 == table)
        {
            yield return relationship.Column2;
        }
    }

    private OrganizationResponse Retrieve(OrganizationRequest request, CallScope scope)
    {
        var startedOn = organization.UtcNow;
        var target = Required<EntityReference>(request, "Target");
        var table = organization.TableOrFault(target.LogicalName);
        if (request.Parameters.TryGetValue("RelatedEntitiesQuery", out var related) && related is RelationshipQueryCollection { Count: > 0 })
        {
            throw DataverseFault.InvalidArgument("RelatedEntitiesQuery is not supported by this organization.");
        }

        var columns = request.Parameters.TryGetValue("ColumnSet", out var value) ? value as ColumnSet : null;
        Entity Read(CallScope inner)
        {
            organization.Rights.Demand(table.LogicalName, TableRight.Read, inner);
            var id = organization.Writer.Resolve(target, inner.Transaction).Id;
            var row = organization.Database.Find(table.LogicalName, id, inner.Transaction) ?? throw DataverseFault.DoesNotExist(table.LogicalName, id);
            return organization.Reader.ToEntity(table, row, Queries.RowReader.ColumnsOf(table, columns), inner.Transaction, withNames: true);
        }

        if (!organization.Registrations.HasSteps("Retrieve", table.LogicalName))
        {
            return Respond(new RetrieveResponse(), ("Entity", Read(scope)));
        }

        var track = Tagged(new Track("Retrieve", table.LogicalName, Parameters(("Target", SdkCopy.Of(target)), ("ColumnSet", columns))), scope);
        track.PrimaryId = target.Id;
        var entity = Through(track, scope, startedOn, inner => track.Output["BusinessEntity"] = Read(inner));
        return Respond(new RetrieveResponse(), ("Entity", entity.Output["BusinessEntity"]));
    }

    private OrganizationResponse RetrieveMultiple(OrganizationRequest request, CallScope scope)
    {
        var startedOn = organization.UtcNow;
        var query = Required<QueryBase>(request, "Query");
        var table = query switch
        {
            QueryExpression expression => expression.EntityName,
            QueryByAttribute attribute => attribute.EntityName,
            FetchExpression fetch => Queries.FetchXml.Parse(fetch.Query).EntityName,
            _ => null,
        };
        if (!organization.Registrations.HasSteps("RetrieveMultiple", table))
        {
            return Respond(new RetrieveMultipleResponse(), ("EntityCollection", organization.Queries.Retrieve(query, scope)));
        }

        var track = Tagged(new Track("RetrieveMultiple", table, Parameters(("Query", query))), scope);
        Through(
            track,
            scope,
            startedOn,
            inner => track.Output["BusinessEntityCollection"] = organization.Queries.Retrieve((QueryBase)track.Input["Query"], inner)
        );
        return Respond(new RetrieveMultipleResponse(), ("EntityCollection", track.Output["BusinessEntityCollection"]));
    }

    /// <summary>All stages of a message that is not merged with another.</summary>
    private Track Through(Track track, CallScope scope, DateTime startedOn, Action<CallScope> main)
    {
        stages.Run(PipelineStage.PreValidation, track, scope, startedOn);
        return InTransaction(
            scope,
            inner =>
            {
                stages.Run(PipelineStage.PreOperation, track, inner, startedOn);
                main(inner);
                Post([track], inner, startedOn);
                return track;
            }
        );
    }

    private void Associate(OrganizationRequest request, CallScope scope, bool isAdded)
    {
        var startedOn = organization.UtcNow;
        var target = Required<EntityReference>(request, "Target");
        var relationship = Required<Relationship>(request, "Relationship");
        var related = Required<EntityReferenceCollection>(request, "RelatedEntities");
        if (organization.Metadata.ManyToMany(relationship.SchemaName) is { } many)
        {
            var track = Tagged(new Track(request.RequestName, null, SdkCopy.Of(request.Parameters)), scope);
            Through(track, scope, startedOn, inner => Link(many, target, related, inner, isAdded));
            return;
        }

        var found =
            organization.Metadata.Relationship(relationship.SchemaName)
            ?? throw DataverseFault.InvalidArgument($"There is no relationship '{relationship.SchemaName}'.");
        var targetIsReferenced =
            found.ReferencedTable == target.LogicalName
            && (found.ReferencingTable != target.LogicalName || relationship.PrimaryEntityRole != EntityRole.Referencing);
        InTransaction(
            scope,
            inner =>
            {
                foreach (var other in related)
                {
                    var (referencing, referenced) = targetIsReferenced ? (other, target) : (target, other);
                    Update(
                        [new Entity(referencing.LogicalName, referencing.Id) { [found.ReferencingColumn] = isAdded ? referenced : null }],
                        ConcurrencyBehavior.Default,
                        inner,
                        isMultiple: false
                    );
                }

                return true;
            }
        );
    }

    private void Link(ManyToManyRelationship relationship, EntityReference target, EntityReferenceCollection related, CallScope scope, bool isAdded)
    {
        var isFirst = relationship.Table1 == target.LogicalName;
        var (mine, theirs) = isFirst ? (relationship.Column1, relationship.Column2) : (relationship.Column2, relationship.Column1);
        var table = organization.TableOrFault(relationship.IntersectTable);
        var self = organization.Writer.Resolve(target, scope.Transaction);
        foreach (var reference in related)
        {
            var other = organization.Writer.Resolve(reference, scope.Transaction);
            organization.Rights.DemandLink(self.Table, other.Table, scope);
            var existing = organization
                .RowsWhere(table.LogicalName, mine, self.Id, scope.Transaction)
                .FirstOrDefault(row => Equals(organization.Value(table.LogicalName, row.Id, theirs, scope.Transaction), other.Id));
            if (!isAdded)
            {
                if (existing is not null)
                {
                    organization.Writer.Delete(table, existing.Id, scope.Transaction!);
                }

                continue;
            }

            if (existing is not null)
            {
                throw DataverseFault.Of(ErrorCode.DuplicateRecord, "Cannot insert duplicate key.");
            }

            organization.Writer.Create(table, new Entity(table.LogicalName) { [mine] = self.Id, [theirs] = other.Id }, scope, scope.Transaction!);
        }
    }

    private ExecuteTransactionResponse ExecuteTransaction(OrganizationRequest request, CallScope scope)
    {
        var requests = Batch(request);
        var returns = request.Parameters.TryGetValue("ReturnResponses", out var value) && value is true;
        return InTransaction(
            scope,
            inner =>
            {
                var responses = new OrganizationResponseCollection();
                for (var i = 0; i < requests.Count; i++)
                {
                    try
                    {
                        var response = Execute(requests[i], inner);
                        if (returns)
                        {
                            responses.Add(response);
                        }
                    }
                    catch (FaultException<OrganizationServiceFault> exception)
                    {
                        var fault = exception.Detail;
                        throw DataverseFault.Of(
                            new ExecuteTransactionFault
                            {
                                FaultedRequestIndex = i,
                                ErrorCode = fault.ErrorCode,
                                Message = fault.Message,
                                ErrorDetails = fault.ErrorDetails,
                                InnerFault = fault.InnerFault,
                                TraceText = fault.TraceText,
                            }
                        );
                    }
                }

                return (ExecuteTransactionResponse)Respond(new ExecuteTransactionResponse(), ("Responses", responses));
            }
        );
    }

    private ExecuteMultipleResponse ExecuteMultiple(OrganizationRequest request, CallScope scope)
    {
        var requests = Batch(request);
        var settings = Required<ExecuteMultipleSettings>(request, "Settings");
        var items = new ExecuteMultipleResponseItemCollection();
        var faulted = false;
        for (var i = 0; i < requests.Count; i++)
        {
            try
            {
                var response = Execute(requests[i], scope with { Time = OperationTime.Start(organization) });
                if (settings.ReturnResponses)
                {
                    items.Add(new ExecuteMultipleResponseItem { RequestIndex = i, Response = response });
                }
            }
            catch (FaultException<OrganizationServiceFault> exception)
            {
                faulted = true;
                items.Add(new ExecuteMultipleResponseItem { RequestIndex = i, Fault = exception.Detail });
                if (!settings.ContinueOnError)
                {
                    break;
                }
            }
        }

        return (ExecuteMultipleResponse)Respond(new ExecuteMultipleResponse(), ("Responses", items), ("IsFaulted", faulted));
    }

    private static OrganizationRequestCollection Batch(OrganizationRequest request)
    {
        var requests = Required<OrganizationRequestCollection>(request, "Requests");
        if (requests.Count > MaximumBatch)
        {
            throw DataverseFault.Of(
                ErrorCode.InvalidArgument,
                $"The batch of {requests.Count} requests exceeds the maximum of {MaximumBatch}.",
                new ErrorDetailCollection { [FaultDetail.MaxBatchSize] = MaximumBatch }
            );
        }

        if (
            requests.Any(inner =>
                inner.RequestName is "ExecuteMultiple" || (inner.RequestName is "ExecuteTransaction" && request.RequestName is "ExecuteTransaction")
            )
        )
        {
            throw DataverseFault.InvalidArgument($"{request.RequestName} cannot contain ExecuteMultiple or itself.");
        }

        return requests;
    }

    private OrganizationResponse CustomApi(OrganizationRequest request, CallScope scope)
    {
        var startedOn = organization.UtcNow;
        var api =
            organization.Registrations.CustomApi(request.RequestName ?? string.Empty)
            ?? throw DataverseFault.InvalidArgument($"There is no message '{request.RequestName}'.");
        if (api.IsPrivate && scope.InsidePlugin)
        {
            throw DataverseFault.InvalidArgument($"The private custom API {api.UniqueName} cannot be called from a plug-in.");
        }

        var input = CustomApiCheck.Input(organization.Metadata, api, request.Parameters);
        var track = Tagged(new Track(api.UniqueName, api.Binding == CustomApiBinding.Global ? null : api.BoundTable, input), scope);
        if (api.Binding == CustomApiBinding.Entity)
        {
            var target = organization.Writer.Resolve((EntityReference)input["Target"], scope.Transaction);
            input["Target"] = new EntityReference(target.Table, target.Id);
            track.PrimaryId = target.Id;
        }

        stages.Run(PipelineStage.PreValidation, track, scope, startedOn);
        if (api.ExecutePrivilege is { Length: > 0 } privilege)
        {
            organization.Rights.Demand(privilege, scope);
        }

        return InTransaction(
            scope,
            inner =>
            {
                stages.Run(PipelineStage.PreOperation, track, inner, startedOn);
                if (api.PluginTypeId is { } plugin)
                {
                    if (!organization.Registrations.Types.TryGetValue(plugin, out var type))
                    {
                        throw DataverseFault.InvalidArgument($"The plug-in type {plugin:d} of custom API {api.UniqueName} is not registered.");
                    }

                    stages.RunMain(api, type, track, inner, startedOn);
                }

                Post([track], inner, startedOn);
                var response = new OrganizationResponse { ResponseName = api.UniqueName };
                foreach (var property in CustomApiCheck.Output(api, track.Output))
                {
                    response.Results[property.Key] = property.Value;
                }

                return response;
            }
        );
    }

    /// <summary>Inside the caller's transaction, or in one of its own that commits at the end or takes back everything.</summary>
    private T InTransaction<T>(CallScope scope, Func<CallScope, T> work)
    {
        if (scope.Transaction is not null)
        {
            return work(scope);
        }

        var askedOn = organization.UtcNow;
        var transaction =
            organization.Database.Begin(organization.Options.LockTimeout)
            ?? throw DataverseFault.Of(ErrorCode.SqlTimeout, "Sql error: Timeout expired: another transaction holds the rows. Sql Number: -2");
        try
        {
            scope.Time?.Exclude(organization.UtcNow - askedOn);
            var result = work(scope with { Transaction = transaction });
            scope.Time?.Demand();
            transaction.Commit();
            return result;
        }
        catch
        {
            if (transaction.IsOpen)
            {
                transaction.Rollback();
            }

            throw;
        }
    }
}
