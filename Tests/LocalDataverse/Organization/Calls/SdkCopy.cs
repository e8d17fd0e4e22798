using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Calls;

/// <summary>Deep copies of what crosses the border between caller and platform, so that neither changes the other's objects.</summary>
internal static class SdkCopy
{
    public static Entity Of(Entity entity)
    {
        var copy = new Entity(entity.LogicalName, entity.Id) { RowVersion = entity.RowVersion, EntityState = entity.EntityState };
        foreach (var attribute in entity.Attributes)
        {
            copy.Attributes[attribute.Key] = Value(attribute.Value);
        }

        foreach (var attribute in entity.KeyAttributes)
        {
            copy.KeyAttributes[attribute.Key] = Value(attribute.Value);
        }

        foreach (var related in entity.RelatedEntities)
        {
            copy.RelatedEntities[related.Key] = Of(related.Value);
        }

        return copy;
    }

    public static EntityCollection Of(EntityCollection collection) =>
        new([.. collection.Entities.Select(Of)])
        {
            EntityName = collection.EntityName,
            MoreRecords = collection.MoreRecords,
            PagingCookie = collection.PagingCookie,
            TotalRecordCount = collection.TotalRecordCount,
            TotalRecordCountLimitExceeded = collection.TotalRecordCountLimitExceeded,
        };

    public static EntityReference Of(EntityReference reference)
    {
        var copy = new EntityReference(reference.LogicalName, reference.Id) { Name = reference.Name, RowVersion = reference.RowVersion };
        foreach (var attribute in reference.KeyAttributes)
        {
            copy.KeyAttributes[attribute.Key] = Value(attribute.Value);
        }

        return copy;
    }

    public static ParameterCollection Of(ParameterCollection parameters)
    {
        var copy = new ParameterCollection();
        foreach (var parameter in parameters)
        {
            copy[parameter.Key] = Value(parameter.Value);
        }

        return copy;
    }

    public static EntityImageCollection Of(EntityImageCollection images)
    {
        var copy = new EntityImageCollection();
        foreach (var image in images)
        {
            copy[image.Key] = Of(image.Value);
        }

        return copy;
    }

    public static object? Value(object? value) =>
        value switch
        {
            Entity entity => Of(entity),
            EntityCollection collection => Of(collection),
            EntityReference reference => Of(reference),
            EntityReferenceCollection references => new EntityReferenceCollection([.. references.Select(Of)]),
            Money money => new Money(money.Value),
            OptionSetValue option => new OptionSetValue(option.Value),
            OptionSetValueCollection options => new OptionSetValueCollection([.. options.Select(option => new OptionSetValue(option.Value))]),
            AliasedValue aliased => new AliasedValue(aliased.EntityLogicalName, aliased.AttributeLogicalName, Value(aliased.Value)),
            _ => value,
        };
}
