using LocalDataverse.Calls;
using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using LocalDataverse.Registration;
using LocalDataverse.Security;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Operations;

/// <summary>Changes rows of one table: Update and UpdateMultiple, which run beside each other, and every message that is an update by another name.</summary>
internal sealed class UpdateOperation(DataverseOrganization organization, MessagePipeline pipeline)
{
    public void Run(Entity target, CallScope scope) => Run([target], ConcurrencyBehavior.Default, scope, isMultiple: false);

    public void Run(IReadOnlyList<Entity> targets, ConcurrencyBehavior behavior, CallScope scope, bool isMultiple)
    {
        var startedOn = organization.UtcNow;
        var table = organization.TableOrFault(targets[0].LogicalName);
        var rows = targets.Select(target => Track.Of("Update", table, SdkCopy.Of(target), scope, behavior)).ToList();
        rows.ForEach(row => Identify(table, row, scope.Transaction));
        pipeline.Run(PipelineStage.PreValidation, WithMultiple(rows, behavior, scope, isMultiple), scope, startedOn);
        DemandRights(table, rows, TableRight.Write, scope);
        DemandRights(table, rows.FindAll(row => row.Target!.Contains("ownerid")), TableRight.Assign, scope);
        pipeline.InTransaction(
            scope,
            inner =>
            {
                var isFirst = true;
                foreach (var phase in Phases(table, rows, scope))
                {
                    FindRows(table, phase, isFirst ? behavior : ConcurrencyBehavior.Default, inner);
                    var tracks = WithMultiple(phase, behavior, inner, isMultiple);
                    pipeline.Run(PipelineStage.PreOperation, tracks, inner, startedOn);
                    phase.ForEach(row => Update(table, row, inner));
                    pipeline.Post(tracks, inner, startedOn);
                    isFirst = false;
                }
            }
        );
    }

    private void DemandRights(TableMetadata table, List<Track> rows, TableRight right, CallScope scope)
    {
        if (rows.Count > 0)
        {
            organization.Rights.Demand(table.LogicalName, right, scope);
        }

        rows.ForEach(row => organization.Access.Demand(table, row.Before!, right, scope));
    }

    private List<Track> WithMultiple(List<Track> rows, ConcurrencyBehavior behavior, CallScope scope, bool isMultiple) =>
        pipeline.WithMultiple(rows, "UpdateMultiple", scope, isMultiple, behavior);

    /// <summary>State and status beside other columns: PreOperation and PostOperation run once for the others and once for these.</summary>
    private static IEnumerable<List<Track>> Phases(TableMetadata table, List<Track> rows, CallScope scope)
    {
        var later = rows.Select(row => TakeState(table, row, scope)).OfType<Track>().ToList();
        yield return rows;
        if (later.Count > 0)
        {
            yield return later;
        }
    }

    /// <returns>A track for state and status, which leave the row's own; null: they stand alone or not at all.</returns>
    private static Track? TakeState(TableMetadata table, Track row, CallScope scope)
    {
        static bool IsState(string column) => column is "statecode" or "statuscode";
        var target = row.Target!;
        var names = target.Attributes.Keys.Where(name => name != table.PrimaryId).ToArray();
        if (!names.Any(IsState) || names.All(IsState))
        {
            return null;
        }

        var state = new Entity(target.LogicalName, target.Id) { [table.PrimaryId] = target.Id };
        foreach (var name in names.Where(IsState))
        {
            state[name] = target[name];
            target.Attributes.Remove(name);
        }

        var track = new Track("Update", table.LogicalName, SdkCopy.Of(row.Input)) { OuterVariables = row.OuterVariables, PrimaryId = row.PrimaryId };
        track.Input["Target"] = state;
        return track.Tagged(scope);
    }

    private void FindRows(TableMetadata table, List<Track> rows, ConcurrencyBehavior behavior, CallScope scope)
    {
        foreach (var row in rows)
        {
            row.Before = Find(table, row.PrimaryId, scope.Transaction);
            RowVersions.Demand(table, row.Before, row.Target!.RowVersion, behavior);
        }
    }

    private void Update(TableMetadata table, Track row, CallScope scope)
    {
        row.Before = Find(table, row.PrimaryId, scope.Transaction);
        organization.Writer.Update(table, row.PrimaryId, row.Target!, scope, scope.Transaction!);
        row.After = organization.Database.Find(table.LogicalName, row.PrimaryId, scope.Transaction);
        organization.Faults.AtStage(PipelineStage.MainOperation, "Update", table.LogicalName);
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

        track.Before = Find(table, id, transaction);
        track.PrimaryId = id;
        target.Id = id;
        target[table.PrimaryId] = id;
    }

    private Row Find(TableMetadata table, Guid id, Transaction? transaction) =>
        organization.Database.Find(table.LogicalName, id, transaction) ?? throw DataverseFault.DoesNotExist(table.LogicalName, id);
}
