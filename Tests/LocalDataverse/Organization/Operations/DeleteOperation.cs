using LocalDataverse.Calls;
using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using LocalDataverse.Registration;
using LocalDataverse.Security;
using LocalDataverse.SolutionImport;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Operations;

/// <summary>Deletes a row with what hangs on it: each relationship says whether that is refused, goes along or loses its lookup.</summary>
internal sealed class DeleteOperation(DataverseOrganization organization, MessagePipeline pipeline)
{
    public void Run(EntityReference target, ConcurrencyBehavior behavior, CallScope scope)
    {
        var startedOn = organization.UtcNow;
        var table = organization.TableOrFault(target.LogicalName);
        var id = organization.Writer.Resolve(target, scope.Transaction).Id;
        var track = Track.Of("Delete", table, new EntityReference(table.LogicalName, id) { RowVersion = target.RowVersion }, scope, behavior);
        track.PrimaryId = id;
        track.Before = organization.Database.Find(table.LogicalName, id, scope.Transaction);
        pipeline.Run(PipelineStage.PreValidation, track, scope, startedOn);
        organization.Rights.Demand(table.LogicalName, TableRight.Delete, scope);
        if (track.Before is { } before)
        {
            organization.Access.Demand(table, before, TableRight.Delete, scope);
        }

        pipeline.InTransaction(
            scope,
            inner =>
            {
                track.Before = Find(table, id, inner);
                RowVersions.Demand(table, track.Before, target.RowVersion, behavior);
                pipeline.Run(PipelineStage.PreOperation, track, inner, startedOn);
                if (table.LogicalName == "solution")
                {
                    new SolutionUninstaller(organization, inner.Transaction!).Uninstall(id);
                }

                if (table.LogicalName == "role")
                {
                    organization.RoleCopies.Remove(id, inner.Transaction!);
                }

                ReleaseReferences(table, id, pipeline.WithinMain(track, inner, startedOn));
                track.Before = Find(table, id, inner);
                organization.Writer.Delete(table, id, inner.Transaction!);
                organization.Faults.AtStage(PipelineStage.MainOperation, "Delete", table.LogicalName);
                pipeline.Post([track], inner, startedOn);
            }
        );
    }

    private Row Find(TableMetadata table, Guid id, CallScope scope) =>
        organization.Database.Find(table.LogicalName, id, scope.Transaction) ?? throw DataverseFault.DoesNotExist(table.LogicalName, id);

    private void ReleaseReferences(TableMetadata table, Guid id, CallScope scope)
    {
        var references = organization
            .Metadata.RelationshipsTo(table.LogicalName)
            .SelectMany(relationship => organization.RowsReferring(relationship, id, scope.Transaction).Select(row => (Relationship: relationship, row.Id)))
            .ToArray();
        if (references.Select(reference => reference.Relationship).FirstOrDefault(relationship => relationship.Delete == DeleteBehavior.Restrict) is { } held)
        {
            throw DataverseFault.Of(
                ErrorCode.CannotDeleteDueToAssociation,
                $"The object you tried to delete is associated with another object and cannot be deleted. ({table.LogicalName} {id:d}, {held.SchemaName})"
            );
        }

        foreach (var (relationship, child) in references)
        {
            Release(relationship, child, scope);
        }

        foreach (var relationship in organization.Metadata.ManyToManyRelationships)
        {
            Unlink(relationship, table.LogicalName, id, scope.Transaction!);
        }
    }

    private void Release(RelationshipMetadata relationship, Guid child, CallScope scope)
    {
        var table = organization.TableOrFault(relationship.ReferencingTable);
        if (relationship.Delete == DeleteBehavior.RemoveLink)
        {
            organization.Writer.ClearLookup(table, child, relationship.ReferencingColumn, scope.Transaction!);
        }
        else if (organization.Database.Find(table.LogicalName, child, scope.Transaction) is not null)
        {
            Run(new EntityReference(table.LogicalName, child), ConcurrencyBehavior.Default, scope);
        }
    }

    private void Unlink(ManyToManyRelationship relationship, string table, Guid id, Transaction transaction)
    {
        foreach (var column in IntersectColumns(relationship, table))
        {
            foreach (var row in organization.RowsWhere(relationship.IntersectTable, column, id, transaction))
            {
                organization.Writer.Delete(organization.TableOrFault(relationship.IntersectTable), row.Id, transaction);
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
}
