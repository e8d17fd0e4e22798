using System.Text.Json;
using LocalDataverse.Metadata;

namespace LocalDataverse.WebApi.Model;

/// <summary>A column under the name it has in the Web API, with the names of its annotations encoded once.</summary>
internal sealed class ColumnModel
{
    private const string Formatted = "@OData.Community.Display.V1.FormattedValue";
    private readonly Dictionary<int, JsonEncodedText> labels;

    public ColumnModel(ColumnMetadata metadata)
    {
        Metadata = metadata;
        Property = metadata.IsLookup ? $"_{metadata.LogicalName}_value" : metadata.LogicalName;
        Name = JsonEncodedText.Encode(Property);
        FormattedName = JsonEncodedText.Encode(Property + Formatted);
        LookupLogicalName = JsonEncodedText.Encode(Property + "@Microsoft.Dynamics.CRM.lookuplogicalname");
        AssociatedNavigation = JsonEncodedText.Encode(Property + "@Microsoft.Dynamics.CRM.associatednavigationproperty");
        labels = metadata.Options.GroupBy(option => option.Value).ToDictionary(group => group.Key, group => JsonEncodedText.Encode(group.First().Label));
    }

    public ColumnMetadata Metadata { get; }

    public string LogicalName => Metadata.LogicalName;

    public ColumnType Type => Metadata.Type;

    /// <summary>Name of the property that is read: <c>_x_value</c> for a lookup.</summary>
    public string Property { get; }

    public JsonEncodedText Name { get; }

    public JsonEncodedText FormattedName { get; }

    public JsonEncodedText LookupLogicalName { get; }

    public JsonEncodedText AssociatedNavigation { get; }

    public bool IsDateOnly => Type == ColumnType.DateTime && Metadata.Behavior == DateTimeBehavior.DateOnly;

    public bool TryLabel(int value, out JsonEncodedText label) => labels.TryGetValue(value, out label);
}
