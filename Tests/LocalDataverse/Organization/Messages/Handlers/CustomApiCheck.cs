using LocalDataverse.Calls;
using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Messages.Handlers;

/// <summary>Parameters and response properties of custom APIs: names, presence, types.</summary>
internal static class CustomApiCheck
{
    public static ParameterCollection Input(OrganizationMetadata metadata, CustomApiRegistration api, ParameterCollection given)
    {
        var input = SdkCopy.Of(given);
        foreach (var name in input.Keys.ToArray())
        {
            if (api.Parameters.All(parameter => parameter.UniqueName != name) && !(name == "Target" && api.Binding == CustomApiBinding.Entity))
            {
                throw DataverseFault.InvalidArgument($"Unrecognized request parameter: {name} ({api.UniqueName}).");
            }
        }

        foreach (var parameter in api.Parameters)
        {
            if (!input.TryGetValue(parameter.UniqueName, out var value) || value is null)
            {
                if (!parameter.IsOptional)
                {
                    throw DataverseFault.InvalidArgument($"Required field '{parameter.UniqueName}' is missing in the request {api.UniqueName}.");
                }

                input.Remove(parameter.UniqueName);
                continue;
            }

            Demand(api, parameter.UniqueName, parameter.Type, parameter.LogicalEntityName, value);
            CheckColumns(metadata, value);
        }

        if (
            api.Binding == CustomApiBinding.Entity
            && !(input.TryGetValue("Target", out var target) && target is EntityReference reference && reference.LogicalName == api.BoundTable)
        )
        {
            throw DataverseFault.InvalidArgument(
                $"Custom API {api.UniqueName} is bound to {api.BoundTable}: its Target must be a reference to a row of that table."
            );
        }

        return input;
    }

    public static ParameterCollection Output(CustomApiRegistration api, ParameterCollection output)
    {
        var result = new ParameterCollection();
        foreach (var property in api.ResponseProperties)
        {
            if (output.TryGetValue(property.UniqueName, out var value) && value is not null)
            {
                Demand(api, property.UniqueName, property.Type, property.LogicalEntityName, value);
                result[property.UniqueName] = value;
            }
        }

        return result;
    }

    private static void Demand(CustomApiRegistration api, string name, CustomApiType type, string? table, object value)
    {
        var fits = (type, value) switch
        {
            (CustomApiType.Boolean, bool) => true,
            (CustomApiType.DateTime, DateTime) => true,
            (CustomApiType.Decimal, decimal) => true,
            (CustomApiType.Entity, Entity entity) => table is null || entity.LogicalName == table,
            (CustomApiType.EntityCollection, EntityCollection rows) => table is null || rows.Entities.All(row => row.LogicalName == table),
            (CustomApiType.EntityReference, EntityReference reference) => table is null || reference.LogicalName == table,
            (CustomApiType.Float, double) => true,
            (CustomApiType.Integer, int) => true,
            (CustomApiType.Money, Money) => true,
            (CustomApiType.Picklist, OptionSetValue) => true,
            (CustomApiType.String, string) => true,
            (CustomApiType.StringArray, string[]) => true,
            (CustomApiType.Guid, Guid) => true,
            _ => false,
        };
        if (!fits)
        {
            throw DataverseFault.InvalidArgument(
                $"'{name}' of {api.UniqueName} must be {type}{(table is null ? string.Empty : " of " + table)}, not {value.GetType().Name}."
            );
        }
    }

    /// <summary>Rows in parameters may be of no table (open types); where the table exists, its columns must.</summary>
    private static void CheckColumns(OrganizationMetadata metadata, object value)
    {
        var rows =
            value is Entity entity ? [entity]
            : value is EntityCollection collection ? collection.Entities
            : (IEnumerable<Entity>)[];
        foreach (var row in rows)
        {
            if (string.IsNullOrEmpty(row.LogicalName) || metadata.Table(row.LogicalName) is not { } table)
            {
                continue;
            }

            foreach (var name in row.Attributes.Keys.Where(name => table.Column(name) is null))
            {
                throw DataverseFault.NoSuchAttribute(table.LogicalName, name);
            }
        }
    }
}
