using System.Xml.Linq;
using LocalDataverse.Metadata;

namespace LocalDataverse.SolutionImport;

/// <summary>Reads columns of a table.</summary>
internal sealed class ColumnReader(
    string table,
    IReadOnlyDictionary<string, IReadOnlyList<ChoiceOption>> choices,
    IReadOnlyList<ImportedRelationship> relationships
)
{
    internal ColumnMetadata Read(XElement element)
    {
        var schemaName = element.AttributeText("PhysicalName", table);
        var component = $"{table}.{schemaName.ToLowerInvariant()}";
        var logicalName = element.Text("LogicalName", component);
        var type = TypeOf(element.Text("Type", component), component);
        var targets = type switch
        {
            ColumnType.Lookup => Targets(logicalName, component),
            ColumnType.Owner => new Dictionary<string, string> { ["systemuser"] = logicalName, ["team"] = logicalName },
            ColumnType.Customer => Targets(logicalName, component),
            _ => new Dictionary<string, string>(),
        };
        return new ColumnMetadata(logicalName, type)
        {
            SchemaName = schemaName,
            DisplayName = element.Label("displaynames", "displayname") ?? schemaName,
            Description = element.Label("Descriptions", "Description"),
            Required = Required(element, component),
            MaxLength = element.Number("MaxLength", component),
            Precision = element.Number("Accuracy", component),
            PrecisionSource = Precision(element, component),
            MinValue = element.Amount("MinValue", component),
            MaxValue = element.Amount("MaxValue", component),
            Behavior = Behavior(element, component),
            Format = element.OptionalText("Format") == "date" ? DateTimeFormat.DateOnly : DateTimeFormat.DateAndTime,
            ReadOnly = element.OptionalText("ValidForCreateApi") == "0" && element.OptionalText("ValidForUpdateApi") == "0",
            Targets = [.. targets.Keys],
            Navigation = targets,
            Choice = element.OptionalText("OptionSetName") ?? (string?)element.Element("optionset")?.Attribute("Name"),
            Options = Options(element, type, component),
            Default = Default(element, type, component),
        };
    }

    private static ColumnType TypeOf(string type, string component) =>
        type switch
        {
            "primarykey" or "uniqueidentifier" => ColumnType.Uniqueidentifier,
            "nvarchar" => ColumnType.String,
            "ntext" => ColumnType.Memo,
            "int" => ColumnType.Integer,
            "bigint" => ColumnType.BigInt,
            "decimal" => ColumnType.Decimal,
            "float" => ColumnType.Double,
            "money" => ColumnType.Money,
            "bit" => ColumnType.Boolean,
            "datetime" => ColumnType.DateTime,
            "picklist" => ColumnType.Picklist,
            "multiselectpicklist" => ColumnType.MultiSelectPicklist,
            "state" => ColumnType.State,
            "status" => ColumnType.Status,
            "lookup" => ColumnType.Lookup,
            "owner" => ColumnType.Owner,
            "customer" => ColumnType.Customer,
            _ => throw ImportFault.Component(component, $"columns of type {type} cannot be imported here"),
        };

    private Dictionary<string, string> Targets(string column, string component)
    {
        var targets = relationships
            .Where(relationship => relationship.Metadata.ReferencingTable == table && relationship.Metadata.ReferencingColumn == column)
            .ToDictionary(relationship => relationship.Metadata.ReferencedTable, relationship => relationship.NavigationProperty, StringComparer.Ordinal);
        return targets.Count > 0 ? targets : throw ImportFault.Component(component, "the lookup has no relationship in the solution");
    }

    private IReadOnlyList<ChoiceOption> Options(XElement element, ColumnType type, string component)
    {
        if (element.OptionalText("OptionSetName") is { } global)
        {
            return choices.TryGetValue(global, out var options) ? options : throw ImportFault.OptionSet(component, global);
        }

        return type != ColumnType.Boolean && element.Element("optionset") is { } own ? ChoiceReader.Options(own, component) : [];
    }

    private static object? Default(XElement element, ColumnType type, string component) =>
        (type, element.Number("AppDefaultValue", component)) switch
        {
            (ColumnType.Boolean, { } value) => value == 1,
            (ColumnType.Picklist, { } value) when value != -1 => value,
            _ => null,
        };

    private static RequiredLevel Required(XElement element, string component) =>
        element.OptionalText("RequiredLevel") switch
        {
            "none" or null => RequiredLevel.None,
            "recommended" => RequiredLevel.Recommended,
            "required" => RequiredLevel.ApplicationRequired,
            "systemrequired" => RequiredLevel.SystemRequired,
            var other => throw ImportFault.Xml(component, $"RequiredLevel has no value {other}"),
        };

    private static PrecisionSource Precision(XElement element, string component) =>
        element.Number("AccuracySource", component) switch
        {
            0 or null => PrecisionSource.Column,
            2 => PrecisionSource.Currency,
            _ => throw ImportFault.Component(component, "the pricing precision of the organization (AccuracySource 1) cannot be imported here"),
        };

    private static DateTimeBehavior Behavior(XElement element, string component) =>
        element.Number("Behavior", component) switch
        {
            1 or null => DateTimeBehavior.UserLocal,
            2 => DateTimeBehavior.DateOnly,
            3 => DateTimeBehavior.TimeZoneIndependent,
            var other => throw ImportFault.Xml(component, $"Behavior has no value {other}"),
        };
}
