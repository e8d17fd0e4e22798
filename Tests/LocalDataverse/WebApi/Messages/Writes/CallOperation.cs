using System.Globalization;
using System.Text.Json;
using LocalDataverse.Faults;
using LocalDataverse.Security;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Records;
using LocalDataverse.WebApi.Security;
using Microsoft.OData;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Messages.Writes;

/// <summary>Custom APIs and messages of the platform, called as actions and functions.</summary>
internal sealed class CallOperation(Session session) : IWrite
{
    private readonly RowReader reader = new(session.Model);

    public PlannedOperation Plan(WebApiRequest request, ResourcePath path, bool idAhead)
    {
        var operation = path.Operation!;
        if (operation.IsFunction != (request.Method == HttpMethods.Get))
        {
            throw new WebApiException(
                StatusCodes.Status405MethodNotAllowed,
                ErrorCode.BadPayload,
                $"The requested resource does not support http method '{request.Method}': '{operation.Name}' is "
                    + $"{(operation.IsFunction ? "a function, called by GET" : "an action, called by POST")}."
            );
        }

        if (operation.IsFunction && operation.Responses.Count == 0)
        {
            throw new WebApiException(StatusCodes.Status404NotFound, ErrorCode.ResourceNotFound, $"Resource not found for the segment '{operation.Name}'.");
        }

        var message = new OrganizationRequest(operation.Name);
        if (operation.IsFunction)
        {
            ReadArguments(operation, path, message);
        }
        else
        {
            ReadBody(operation, path, request, message);
        }

        if (operation.Binding == OperationBinding.Entity)
        {
            var row = RowReader.ReferenceTo(path.Key!);
            message.Parameters[operation.RowIdParameter ?? "Target"] = operation.RowIdParameter is null ? row : row.Id;
        }

        var preferences = request.Preferences;
        return new PlannedOperation([message], answers => Answer(operation, answers[0], preferences));
    }

    private void ReadArguments(OperationModel operation, ResourcePath path, OrganizationRequest message)
    {
        foreach (var parameter in operation.Parameters)
        {
            if (!path.Arguments.TryGetValue(parameter.Name, out var value) || value is null)
            {
                if (!parameter.IsOptional)
                {
                    throw Missing(operation, parameter);
                }

                continue;
            }

            message.Parameters[parameter.Name] = parameter.Type switch
            {
                ParameterType.DateTime => value is DateTimeOffset moment ? moment.UtcDateTime : value,
                ParameterType.Money => new Money(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
                ParameterType.RibbonLocationFilters => EnumerationNumber(operation, parameter, value),
                ParameterType.StringArray => Texts(operation, parameter, value),
                ParameterType.Picklist => new OptionSetValue(Convert.ToInt32(value, CultureInfo.InvariantCulture)),
                ParameterType.EntityReference or ParameterType.Entity or ParameterType.EntityCollection => JsonValues.OfParameter(
                    parameter,
                    JsonDocument.Parse(Convert.ToString(value, CultureInfo.InvariantCulture)!).RootElement,
                    reader
                ),
                _ => value,
            };
        }
    }

    private static object EnumerationNumber(OperationModel operation, OperationParameter parameter, object value) =>
        value is ODataEnumValue chosen && int.TryParse(chosen.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw JsonValues.Bad($"The parameter '{parameter.Name}' of the operation '{operation.Name}' is no member of its enumeration.");

    private static string[] Texts(OperationModel operation, OperationParameter parameter, object value) =>
        value is ODataCollectionValue list
            ? [.. list.Items.Select(item => Convert.ToString(item, CultureInfo.InvariantCulture) ?? "")]
            : throw JsonValues.Bad($"The parameter '{parameter.Name}' of the operation '{operation.Name}' is no list of texts.");

    private void ReadBody(OperationModel operation, ResourcePath path, WebApiRequest request, OrganizationRequest message)
    {
        using var body = request.Body.Length == 0 ? JsonDocument.Parse("{}") : RowReader.Parse(request.Body);
        foreach (var property in body.RootElement.EnumerateObject().Where(property => !property.Name.Contains('@', StringComparison.Ordinal)))
        {
            var parameter =
                operation.Parameters.FirstOrDefault(known => known.Name == property.Name)
                ?? throw JsonValues.Bad(
                    $"The parameter '{property.Name}' in the request payload is not a valid parameter for the operation '{operation.Name}'."
                );

            // A message bound to every table takes rows of the table it is called on.
            var typed = operation is { Binding: OperationBinding.EntityCollection, Table: null }
                ? parameter with
                {
                    Table = path.Table!.LogicalName,
                }
                : parameter;
            if (JsonValues.OfParameter(typed, property.Value, reader) is { } value)
            {
                message.Parameters[parameter.Name] = value;
            }
        }

        if (operation.Parameters.FirstOrDefault(parameter => !parameter.IsOptional && !message.Parameters.Contains(parameter.Name)) is { } missing)
        {
            throw Missing(operation, missing);
        }
    }

    private static WebApiException Missing(OperationModel operation, OperationParameter parameter) =>
        JsonValues.Bad($"The parameter '{parameter.Name}' of the operation '{operation.Name}' is required but missing.");

    private WebApiResponse Answer(OperationModel operation, OrganizationResponse answer, Preferences preferences)
    {
        if (operation.Responses.Count == 0)
        {
            return WebApiResponse.Empty();
        }

        return WebApiResponse.Json(
            StatusCodes.Status200OK,
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("@odata.context", $"{session.ServiceRoot}$metadata#{WebApiModel.Namespace}.{operation.ResponseType}");
                foreach (var property in operation.Responses)
                {
                    if (answer.Results.TryGetValue(property.Name, out var value))
                    {
                        writer.WritePropertyName(property.Name);
                        Write(writer, value, preferences);
                    }
                }

                writer.WriteEndObject();
            }
        );
    }

    private void Write(Utf8JsonWriter writer, object? value, Preferences preferences)
    {
        switch (value)
        {
            case Entity row:
                WriteRow(writer, row, preferences);
                break;
            case EntityCollection rows:
                writer.WriteStartArray();
                foreach (var row in rows.Entities)
                {
                    WriteRow(writer, row, preferences);
                }

                writer.WriteEndArray();
                break;
            case EntityReference reference when session.Model.Table(reference.LogicalName) is { } table:
                writer.WriteStartObject();
                writer.WriteString("@odata.type", $"#{WebApiModel.Namespace}.{table.LogicalName}");
                writer.WriteString(table.PrimaryId, reference.Id);
                writer.WriteEndObject();
                break;
            case string[] texts:
                writer.WriteStartArray();
                foreach (var text in texts)
                {
                    writer.WriteStringValue(text);
                }

                writer.WriteEndArray();
                break;
            case IReadOnlyDictionary<string, long> counts:
                JsonSerializer.Serialize(
                    writer,
                    new
                    {
                        counts.Count,
                        IsReadOnly = false,
                        counts.Keys,
                        counts.Values,
                    }
                );
                break;
            case byte[] bytes:
                writer.WriteBase64StringValue(bytes);
                break;
            case Guid[] ids:
                writer.WriteStartArray();
                foreach (var id in ids)
                {
                    writer.WriteStringValue(id);
                }

                writer.WriteEndArray();
                break;
            case RolePrivilege[] privileges:
                writer.WriteStartArray();
                foreach (var privilege in privileges)
                {
                    writer.WriteStartObject();
                    writer.WriteString("Depth", privilege.Depth.ToString());
                    writer.WriteString("PrivilegeId", privilege.PrivilegeId);
                    writer.WriteString("BusinessUnitId", privilege.BusinessUnitId);
                    writer.WriteString("PrivilegeName", privilege.PrivilegeName);
                    writer.WriteString("RecordFilterId", Guid.Empty);
                    writer.WriteString("RecordFilterUniqueName", "");
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                break;
            default:
                RowWriter.WriteValue(writer, dateOnly: false, value);
                break;
        }
    }

    private void WriteRow(Utf8JsonWriter writer, Entity row, Preferences preferences)
    {
        if (session.Model.Table(row.LogicalName) is not { } table)
        {
            throw new WebApiException(
                StatusCodes.Status500InternalServerError,
                ErrorCode.InvalidArgument,
                $"The answer holds a row of the table '{row.LogicalName}', which is not known."
            );
        }

        var rowWriter = new RowWriter(preferences);
        writer.WriteStartObject();
        writer.WriteString("@odata.type", $"#{WebApiModel.Namespace}.{table.LogicalName}");
        if (row.Id != Guid.Empty && !row.Contains(table.PrimaryId))
        {
            writer.WriteString(table.PrimaryId, row.Id);
        }

        foreach (var column in row.Attributes.Keys.Where(table.ByLogicalName.ContainsKey).Select(name => table.ByLogicalName[name]))
        {
            rowWriter.WriteColumn(writer, column, row);
        }

        writer.WriteEndObject();
    }
}
