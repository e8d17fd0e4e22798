using LocalDataverse.Calls;
using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Operations;

/// <summary>Ties rows to a row and unties them: by a row of the intersect table where many have many, else by the lookup, which is an update.</summary>
internal sealed class LinkOperation(DataverseOrganization organization, MessagePipeline pipeline, UpdateOperation update)
{
    public void Run(OrganizationRequest request, Relationship relationship, EntityReference target, EntityReferenceCollection related, CallScope scope)
    {
        var isAdded = request.RequestName == "Associate";
        if (organization.Metadata.ManyToMany(relationship.SchemaName) is { } many)
        {
            var startedOn = organization.UtcNow;
            var track = new Track(request.RequestName, null, SdkCopy.Of(request.Parameters)).Tagged(scope);
            pipeline.Through(track, scope, startedOn, inner => Link(many, target, related, inner, isAdded));
            return;
        }

        SetLookups(relationship, target, related, scope, isAdded);
    }

    private void SetLookups(Relationship relationship, EntityReference target, EntityReferenceCollection related, CallScope scope, bool isAdded)
    {
        var found =
            organization.Metadata.Relationship(relationship.SchemaName)
            ?? throw DataverseFault.InvalidArgument($"There is no relationship '{relationship.SchemaName}'.");
        var targetIsReferenced =
            found.ReferencedTable == target.LogicalName
            && (found.ReferencingTable != target.LogicalName || relationship.PrimaryEntityRole != EntityRole.Referencing);
        pipeline.InTransaction(
            scope,
            inner =>
            {
                foreach (var other in related)
                {
                    var (referencing, referenced) = targetIsReferenced ? (other, target) : (target, other);
                    update.Run(new Entity(referencing.LogicalName, referencing.Id) { [found.ReferencingColumn] = isAdded ? referenced : null }, inner);
                }
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
            organization.Access.DemandLinked(other, scope);
            organization.Access.DemandLinking(self, scope);
            var existing = organization
                .RowsWhere(table.LogicalName, mine, self.Id, scope.Transaction)
                .FirstOrDefault(row => Equals(organization.Value(table.LogicalName, row.Id, theirs, scope.Transaction), other.Id));
            if (isAdded)
            {
                Add(table, existing, new Entity(table.LogicalName) { [mine] = self.Id, [theirs] = other.Id }, scope);
            }
            else if (existing is not null)
            {
                organization.Writer.Delete(table, existing.Id, scope.Transaction!);
            }
        }
    }

    private void Add(TableMetadata table, Row? existing, Entity link, CallScope scope)
    {
        if (existing is not null)
        {
            throw DataverseFault.Of(ErrorCode.DuplicateRecord, "Cannot insert duplicate key.");
        }

        organization.Writer.Create(table, link, scope, scope.Transaction!);
    }
}
