using System.Buffers;
using LocalDataverse.Faults;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using Microsoft.OData;
using Microsoft.OData.UriParser;

namespace LocalDataverse.WebApi.Queries;

/// <summary>Resolves addresses against the model.</summary>
internal static class PathReader
{
    private static readonly Uri Root = new("http://organization/");

    // https://learn.microsoft.com/power-apps/maker/data-platform/define-alternate-keys-reference-records: rows with such key values cannot be addressed by the
    // key.
    private static readonly SearchValues<char> NotInKeys = SearchValues.Create("/<>*%&:\\?+");

    public static ResourcePath Read(WebApiModel model, string path, string query = "")
    {
        // Documented addresses have a slash before the question mark now and then.
        var read = Parse(model, path.TrimEnd('/'), query);
        return read.Key?.Alternate.FirstOrDefault(part => part.Value is string text && text.AsSpan().ContainsAny(NotInKeys)) is { Value: string value }
            ? throw new WebApiException(
                StatusCodes.Status400BadRequest,
                ErrorCode.BadPayload,
                $"A potentially dangerous Request.Path value was detected from the client: the key value '{value}' cannot stand in an address."
            )
            : read;
    }

    private static ResourcePath Parse(WebApiModel model, string path, string query)
    {
        if (Simple(model, path) is { } simple)
        {
            return simple;
        }

        ODataPath parsed;
        try
        {
            var address = new Uri(Root, ParameterAliases.Substitute(path, query));
            parsed = new ODataUriParser(model.Edm, Root, address) { Resolver = model.Resolver, UrlKeyDelimiter = ODataUrlKeyDelimiter.Parentheses }.ParsePath();
        }
        catch (ODataUnrecognizedPathException error)
        {
            throw Unrecognized(model, path, error);
        }
        catch (Exception error) when (error is ODataException or UriFormatException)
        {
            throw BadAddress(model, path, error);
        }

        return Convert(model, path, parsed);
    }

    /// <summary>The row that a bind or an <c>@odata.id</c> names.</summary>
    public static RecordKey ReadReference(WebApiModel model, string reference)
    {
        var path = Parse(model, Relative(reference), "");
        return path is { Kind: ResourceKind.Row, Key: { } key }
            ? key
            : throw new WebApiException(StatusCodes.Status400BadRequest, ErrorCode.BadPayload, $"'{reference}' is not the address of a record.");
    }

    /// <summary>An absolute address, or one from the root of the host, as an address below the service root.</summary>
    public static string Relative(string address)
    {
        var marker = address.IndexOf("/api/data/v", StringComparison.OrdinalIgnoreCase);
        if (marker >= 0)
        {
            var end = address.IndexOf('/', marker + "/api/data/v".Length);
            return end < 0 ? "" : address[(end + 1)..];
        }

        return address.TrimStart('/');
    }

    private static ResourcePath? Simple(WebApiModel model, string path)
    {
        if (model.TableOfSet(path) is { } rows)
        {
            return new ResourcePath(ResourceKind.Rows) { Table = rows };
        }

        var open = path.IndexOf('(', StringComparison.Ordinal);
        return
            open > 0
            && path.Length == open + 38
            && path[^1] == ')'
            && model.TableOfSet(path[..open]) is { } table
            && Guid.TryParseExact(path.AsSpan(open + 1, 36), "d", out var id)
            ? new ResourcePath(ResourceKind.Row) { Table = table, Key = new RecordKey(table, id) }
            : null;
    }

    private static ResourcePath Convert(WebApiModel model, string path, ODataPath parsed)
    {
        ResourcePath? current = null;
        foreach (var segment in parsed)
        {
            current = segment switch
            {
                EntitySetSegment set when current is null => new ResourcePath(ResourceKind.Rows)
                {
                    Table = model.TableOfSet(set.EntitySet.Name) ?? throw NoResource(set.EntitySet.Name),
                },
                KeySegment key when current is { Kind: ResourceKind.RelatedReferences } => current with { RelatedKey = Key(Related(model, current), key) },
                KeySegment key when current is { Kind: ResourceKind.RelatedRows } => new ResourcePath(ResourceKind.Row)
                {
                    Table = Related(model, current),
                    Key = Key(Related(model, current), key),
                },
                KeySegment key when current is { Kind: ResourceKind.Rows } => new ResourcePath(ResourceKind.Row)
                {
                    Table = current.Table,
                    Key = Key(current.Table!, key),
                },
                PropertySegment property when current is { Kind: ResourceKind.Row } => current with
                {
                    Kind = ResourceKind.Property,
                    Column = current.Table!.ByProperty[property.Property.Name],
                },
                CountSegment when current is { Kind: ResourceKind.Rows } => current with { Kind = ResourceKind.Count },
                ValueSegment when current is { Kind: ResourceKind.Property } => current with { Kind = ResourceKind.PropertyValue },
                NavigationPropertySegment step when current is { Kind: ResourceKind.Row } => Step(current, step.NavigationProperty.Name, reference: false),
                NavigationPropertyLinkSegment step when current is { Kind: ResourceKind.Row } => Step(current, step.NavigationProperty.Name, reference: true),
                OperationSegment call => Bound(model, current, call),
                OperationImportSegment call => Unbound(model, call),
                TypeSegment when current is not null => current,
                _ => throw NoResource(segment.Identifier ?? path),
            };
        }

        return current ?? throw NoResource(path);
    }

    private static ResourcePath Step(ResourcePath current, string name, bool reference) =>
        current.Table!.Navigations.TryGetValue(name, out var navigation)
            ? current with
            {
                Kind = reference ? ResourceKind.LookupReference : ResourceKind.Lookup,
                Navigation = navigation,
            }
            : current with
            {
                Kind = reference ? ResourceKind.RelatedReferences : ResourceKind.RelatedRows,
                Relationship = current.Table.Collections.GetValueOrDefault(name),
                ManyToMany = current.Table.ManyToMany.GetValueOrDefault(name),
            };

    private static TableModel Related(WebApiModel model, ResourcePath path) =>
        path.ManyToMany is { } many ? ManyToManySide.Of(model, path.Table!, many).Other : model.Table(path.Relationship!.ReferencingTable)!;

    private static RecordKey Key(TableModel table, KeySegment segment)
    {
        var parts = segment.Keys.ToList();
        if (parts.Count == 1 && parts[0].Key == table.PrimaryId)
        {
            return new RecordKey(table, (Guid)parts[0].Value);
        }

        return new RecordKey(table, null, [.. parts.Select(part => KeyValuePair.Create(table.ByProperty[part.Key], part.Value))]);
    }

    private static ResourcePath Bound(WebApiModel model, ResourcePath? current, OperationSegment call)
    {
        var operation = call.Operations.First();
        var found = model
            .Operations(operation.Name)
            .First(known => known.Binding != OperationBinding.Global && (known.Table is null || known.Table == current?.Table?.LogicalName));
        return new ResourcePath(ResourceKind.Operation)
        {
            Table = current?.Table,
            Key = current?.Key,
            Operation = found,
            Arguments = call.Parameters.ToDictionary(argument => argument.Name, argument => Argument(argument.Value)),
        };
    }

    private static ResourcePath Unbound(WebApiModel model, OperationImportSegment call) =>
        new(ResourceKind.Operation)
        {
            Operation = model.Operations(call.OperationImports.First().Name).First(known => known.Binding == OperationBinding.Global),
            Arguments = call.Parameters.ToDictionary(argument => argument.Name, argument => Argument(argument.Value)),
        };

    private static object? Argument(object? node) =>
        node switch
        {
            ConstantNode constant => constant.Value,
            ConvertNode convert => Argument(convert.Source),
            _ => node,
        };

    private static WebApiException Unrecognized(WebApiModel model, string path, ODataUnrecognizedPathException error)
    {
        var segment = error.CurrentSegment ?? path;
        var name = segment.Split('(')[0].Split('.')[^1];
        return model.Operations(name).Any()
            ? new WebApiException(
                StatusCodes.Status400BadRequest,
                ErrorCode.BadPayload,
                $"Request message has unresolved parameters: '{name}' is not called in the form that its binding asks for.",
                error
            )
            : NoResource(segment, error);
    }

    private static WebApiException BadAddress(WebApiModel model, string path, Exception error)
    {
        var set = path.Split('(', '/')[0];
        return model.TableOfSet(set) is { } table && path.Contains('(', StringComparison.Ordinal)
            ? new WebApiException(
                StatusCodes.Status400BadRequest,
                ErrorCode.UnknownKey,
                $"The key in the request URI is not valid for resource '{WebApiModel.Namespace}.{table.LogicalName}'. Ensure that the names and "
                    + $"number of key properties match the declared or alternate key properties for the resource '{WebApiModel.Namespace}."
                    + $"{table.LogicalName}'.",
                error
            )
            : new WebApiException(StatusCodes.Status400BadRequest, ErrorCode.BadPayload, error.Message, error);
    }

    private static WebApiException NoResource(string segment, Exception? inner = null) =>
        new(StatusCodes.Status404NotFound, ErrorCode.ResourceNotFound, $"Resource not found for the segment '{segment}'.", inner!);
}
