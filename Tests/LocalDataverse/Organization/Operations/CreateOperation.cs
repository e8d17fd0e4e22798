using LocalDataverse.Calls;
using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using LocalDataverse.Registration;
using LocalDataverse.Security;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Operations;

/// <summary>Creates rows of one table: Create and CreateMultiple, which run beside each other.</summary>
internal sealed class CreateOperation(DataverseOrganization organization, MessagePipeline pipeline)
{
    /// <returns>The ids, in the order of the rows.</returns>
    public Guid[] Run(IReadOnlyList<Entity> targets, CallScope scope, bool isMultiple)
    {
        var startedOn = organization.UtcNow;
        var table = organization.TableOrFault(targets[0].LogicalName);
        var rows = targets.Select(target => Track.Of("Create", table, SdkCopy.Of(target), scope)).ToList();
        var tracks = pipeline.WithMultiple(rows, "CreateMultiple", scope, isMultiple);
        pipeline.Run(PipelineStage.PreValidation, tracks, scope, startedOn);
        organization.Rights.Demand(table.LogicalName, TableRight.Create, scope);
        return pipeline.InTransaction(
            scope,
            inner =>
            {
                pipeline.Run(PipelineStage.PreOperation, tracks, inner, startedOn);
                rows.ForEach(row => Create(table, row, inner));
                Guid[] ids = [.. rows.Select(row => row.PrimaryId)];
                foreach (var multiple in tracks.Where(track => track.IsMultiple))
                {
                    multiple.Output["Ids"] = ids;
                }

                pipeline.Post(tracks, inner, startedOn);
                return ids;
            }
        );
    }

    private void Create(TableMetadata table, Track track, CallScope scope)
    {
        var target = track.Target!;
        foreach (var key in target.KeyAttributes.Where(key => !target.Contains(key.Key)))
        {
            target[key.Key] = key.Value;
        }

        track.PrimaryId = organization.Writer.Create(table, target, scope, scope.Transaction!);
        if (table.LogicalName == "businessunit")
        {
            organization.RoleCopies.MakeFor(track.PrimaryId, scope.Transaction!);
        }

        target.Id = track.PrimaryId;
        target[table.PrimaryId] = track.PrimaryId;
        track.After = organization.Database.Find(table.LogicalName, track.PrimaryId, scope.Transaction);
        track.Output["id"] = track.PrimaryId;
        CreateRelated(table, target, scope);
        organization.Faults.AtStage(PipelineStage.MainOperation, "Create", table.LogicalName);
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
                child.Id = Run([child], scope, isMultiple: false)[0];
            }
        }
    }
}
