using System;
using System.Collections.Generic;
using Microsoft.Xrm.Sdk.Query;

namespace Microsoft.Xrm.Sdk;

/// <summary>The types a column value or a message parameter may have, for the data contract serializers.</summary>
internal static class KnownValueTypes
{
    public static IEnumerable<Type> All { get; } = new[]
    {
        typeof(AliasedValue),
        typeof(BooleanManagedProperty),
        typeof(ColumnSet),
        typeof(Dictionary<string, string>),
        typeof(Entity),
        typeof(Entity[]),
        typeof(EntityCollection),
        typeof(EntityReference),
        typeof(EntityReferenceCollection),
        typeof(Guid[]),
        typeof(Money),
        typeof(OptionSetValue),
        typeof(OptionSetValueCollection),
        typeof(QueryBase),
        typeof(Relationship),
        typeof(RelationshipQueryCollection),
        typeof(string[]),
        typeof(int[]),
        typeof(byte[]),
    };
}
