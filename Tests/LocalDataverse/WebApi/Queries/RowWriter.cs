using System.Globalization;
using System.Text.Json;
using LocalDataverse.Metadata;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Queries;

/// <summary>Writes rows as JSON: etag, columns, what was expanded, and the annotations that were asked for.</summary>
internal sealed class RowWriter
{
    private static readonly JsonEncodedText Etag = JsonEncodedText.Encode("@odata.etag");
    private readonly bool attributeNames;
    private readonly bool formatted;
    private readonly bool lookupNames;
    private readonly bool navigationNames;

    public RowWriter(Preferences preferences)
    {
        attributeNames = preferences.Wants("OData.Community.Display.V1.AttributeName");
        formatted = preferences.Wants("OData.Community.Display.V1.FormattedValue");
        lookupNames = preferences.Wants("Microsoft.Dynamics.CRM.lookuplogicalname");
        navigationNames = preferences.Wants("Microsoft.Dynamics.CRM.associatednavigationproperty");
    }

    public static string EtagOf(Entity row) => $"W/\"{row.RowVersion}\"";

    public void WriteObject(Utf8JsonWriter writer, RowPlan plan, Entity row, LoadedRows loaded)
    {
        writer.WriteStartObject();
        WriteContent(writer, plan, row, loaded);
        writer.WriteEndObject();
    }

    public void WriteContent(Utf8JsonWriter writer, RowPlan plan, Entity row, LoadedRows loaded)
    {
        writer.WriteString(Etag, EtagOf(row));
        foreach (var column in plan.Columns)
        {
            WriteColumn(writer, column, row);
        }

        foreach (var expand in plan.Expands)
        {
            WriteExpansion(writer, expand, row, loaded);
        }
    }

    public void WriteColumn(Utf8JsonWriter writer, ColumnModel column, Entity row)
    {
        row.Attributes.TryGetValue(column.LogicalName, out var value);
        if (value is AliasedValue aliased)
        {
            value = aliased.Value;
        }

        if (value is null)
        {
            writer.WriteNull(column.Name);
            return;
        }

        if (formatted)
        {
            WriteFormatted(writer, column, row, value);
        }

        if (value is EntityReference reference)
        {
            if (lookupNames)
            {
                writer.WriteString(column.LookupLogicalName, reference.LogicalName);
            }

            if (navigationNames)
            {
                writer.WriteString(column.AssociatedNavigation, column.Metadata.NavigationTo(reference.LogicalName));
            }
        }

        writer.WritePropertyName(column.Name);
        WriteValue(writer, column.IsDateOnly, value);
    }

    /// <summary>A value under an alias: of a link, of a renamed column or of an aggregate.</summary>
    public void WriteAliased(Utf8JsonWriter writer, string alias, AliasedValue aliased, ColumnModel? column, Entity row)
    {
        if (attributeNames)
        {
            writer.WriteString(alias + "@OData.Community.Display.V1.AttributeName", aliased.AttributeLogicalName);
        }

        if (formatted && row.FormattedValues.TryGetValue(alias, out var text))
        {
            writer.WriteString(alias + "@OData.Community.Display.V1.FormattedValue", text);
        }

        if (lookupNames && aliased.Value is EntityReference reference)
        {
            writer.WriteString(alias + "@Microsoft.Dynamics.CRM.lookuplogicalname", reference.LogicalName);
        }

        writer.WritePropertyName(alias);
        WriteValue(writer, column?.IsDateOnly ?? false, aliased.Value);
    }

    public static void WriteValue(Utf8JsonWriter writer, bool dateOnly, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case Guid id:
                writer.WriteStringValue(id);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case Money money:
                writer.WriteNumberValue(money.Value);
                break;
            case OptionSetValue choice:
                writer.WriteNumberValue(choice.Value);
                break;
            case OptionSetValueCollection choices:
                writer.WriteStringValue(string.Join(',', choices.Select(choice => choice.Value.ToString(CultureInfo.InvariantCulture))));
                break;
            case EntityReference reference:
                writer.WriteStringValue(reference.Id);
                break;
            case DateTime moment:
                WriteMoment(writer, dateOnly, moment);
                break;
            default:
                writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void WriteMoment(Utf8JsonWriter writer, bool dateOnly, DateTime moment)
    {
        Span<char> text = stackalloc char[20];
        moment.TryFormat(text, out var length, dateOnly ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }

    private static void WriteFormatted(Utf8JsonWriter writer, ColumnModel column, Entity row, object value)
    {
        if (row.FormattedValues.TryGetValue(column.LogicalName, out var given) && given is not null)
        {
            writer.WriteString(column.FormattedName, given);
            return;
        }

        switch (value)
        {
            case OptionSetValue choice when column.TryLabel(choice.Value, out var label):
                writer.WriteString(column.FormattedName, label);
                break;
            case EntityReference { Name: { } name }:
                writer.WriteString(column.FormattedName, name);
                break;
            case bool flag:
                writer.WriteString(
                    column.FormattedName,
                    column.TryLabel(flag ? 1 : 0, out var flagLabel) ? flagLabel.ToString()
                        : flag ? "Yes"
                        : "No"
                );
                break;
            case Money money:
                writer.WriteString(column.FormattedName, money.Value.ToString("N2", CultureInfo.InvariantCulture));
                break;
            case decimal number:
                writer.WriteString(
                    column.FormattedName,
                    number.ToString("N" + (column.Metadata.Precision ?? 2).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
                );
                break;
            case int or long:
                writer.WriteString(column.FormattedName, string.Create(CultureInfo.InvariantCulture, $"{value:N0}"));
                break;
            case DateTime moment:
                var dateOnly = column.IsDateOnly || column.Metadata.Format == DateTimeFormat.DateOnly;
                writer.WriteString(column.FormattedName, moment.ToString(dateOnly ? "M/d/yyyy" : "M/d/yyyy h:mm tt", CultureInfo.InvariantCulture));
                break;
            default:
                break;
        }
    }

    private void WriteExpansion(Utf8JsonWriter writer, ExpandPlan expand, Entity row, LoadedRows loaded)
    {
        writer.WritePropertyName(expand.Name);
        loaded.Related.TryGetValue(expand, out var related);
        if (expand.Navigation is null)
        {
            writer.WriteStartArray();
            if (related is not null && related.TryGetValue(row.Id, out var children))
            {
                foreach (var child in children)
                {
                    WriteObject(writer, child.Plan, child.Row, child.Beneath);
                }
            }

            writer.WriteEndArray();
            return;
        }

        if (
            row.GetAttributeValue<EntityReference>(expand.Navigation.Column.LogicalName) is { } reference
            && related is not null
            && related.TryGetValue(reference.Id, out var targets)
        )
        {
            WriteObject(writer, targets[0].Plan, targets[0].Row, targets[0].Beneath);
            return;
        }

        writer.WriteNullValue();
    }
}
