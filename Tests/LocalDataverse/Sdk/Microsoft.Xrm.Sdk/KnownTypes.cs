using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Xrm.Sdk.Organization;
using Microsoft.Xrm.Sdk.Query;

namespace Microsoft.Xrm.Sdk;

/// <summary>The types that the data contract serializers accept where a member is declared as object.</summary>
internal static class KnownTypes
{
    public static IReadOnlyList<Type> OfAliasedValues { get; } =
        new[]
        {
            typeof(bool[]),
            typeof(DateTime[]),
            typeof(decimal[]),
            typeof(double[]),
            typeof(Guid[]),
            typeof(int[]),
            typeof(string[]),
            typeof(string[][]),
            typeof(BooleanManagedProperty),
            typeof(EndpointAccessType),
            typeof(EntityCollection),
            typeof(EntityCollection[]),
            typeof(EntityImageCollection[]),
            typeof(EntityReference),
            typeof(EntityReference[]),
            typeof(Money),
            typeof(Money[]),
            typeof(OptionSetValue),
            typeof(OptionSetValue[]),
        };

    public static IReadOnlyList<Type> OfParameters { get; } =
        OfAliasedValues
            .Concat(
                new[]
                {
                    typeof(object[]),
                    typeof(AliasedValue),
                    typeof(BusinessEntityChanges),
                    typeof(BusinessEntityChangesCollection),
                    typeof(ChangeType),
                    typeof(ColumnSet),
                    typeof(ConcurrencyBehavior),
                    typeof(Dictionary<string, string>),
                    typeof(Entity),
                    typeof(Entity[]),
                    typeof(EntityAttributeCollection),
                    typeof(EntityReferenceCollection),
                    typeof(ExecuteMultipleResponseItemCollection),
                    typeof(ExecuteMultipleSettings),
                    typeof(KeyAttributeCollection),
                    typeof(NewOrUpdatedItem),
                    typeof(OptionSetValueCollection),
                    typeof(OrganizationDetail),
                    typeof(OrganizationRequestCollection),
                    typeof(OrganizationResponseCollection),
                    typeof(PagingInfo),
                    typeof(QueryBase),
                    typeof(QueryExpression),
                    typeof(QueryExpression[]),
                    typeof(Relationship),
                    typeof(RelationshipQueryCollection),
                    typeof(RemovedOrDeletedItem),
                }
            )
            .ToList();
}
