using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalDataverse.Faults;
using LocalDataverse.WebApi.Http;
using Microsoft.OData.UriParser;

namespace LocalDataverse.WebApi.Definitions;

/// <summary>Decides a <c>$filter</c> on definitions, which are few and held as JSON.</summary>
internal static class DefinitionFilter
{
    public static bool Holds(SingleValueNode node, JsonObject definition) => Value(node, definition) is true;

    private static object? Value(QueryNode node, JsonObject definition) =>
        node switch
        {
            ConvertNode convert => Value(convert.Source, definition),
            ConstantNode constant => constant.Value is int or long or decimal or double
                ? Convert.ToDecimal(constant.Value, CultureInfo.InvariantCulture)
                : constant.Value,
            UnaryOperatorNode { OperatorKind: UnaryOperatorKind.Not } not => Value(not.Operand, definition) is not true,
            BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And } both => Value(both.Left, definition) is true && Value(both.Right, definition) is true,
            BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Or } either => Value(either.Left, definition) is true
                || Value(either.Right, definition) is true,
            BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Equal } equal => Same(Value(equal.Left, definition), Value(equal.Right, definition)),
            BinaryOperatorNode { OperatorKind: BinaryOperatorKind.NotEqual } different => !Same(
                Value(different.Left, definition),
                Value(different.Right, definition)
            ),
            InNode { Right: CollectionConstantNode values } membership => values.Collection.Any(value =>
                Same(Value(membership.Left, definition), Value(value, definition))
            ),
            SingleValueFunctionCallNode { Name: "contains" or "startswith" or "endswith" } call => Call(call, definition),
            SingleValuePropertyAccessNode property => Plain(Source(property.Source, definition)?[property.Property.Name]),
            SingleValueOpenPropertyAccessNode property => Plain(Source(property.Source, definition)?[property.Name]),
            _ => throw new WebApiException(
                StatusCodes.Status400BadRequest,
                ErrorCode.BadPayload,
                $"A filter of the kind '{node.Kind}' is not supported on definitions."
            ),
        };

    private static JsonObject? Source(QueryNode node, JsonObject definition) =>
        node switch
        {
            SingleValueOpenPropertyAccessNode property => Source(property.Source, definition)?[property.Name] as JsonObject,
            _ => definition,
        };

    private static bool Call(SingleValueFunctionCallNode call, JsonObject definition)
    {
        var arguments = call.Parameters.Select(argument => Value(argument, definition) as string ?? "").ToList();
        return call.Name switch
        {
            "contains" => arguments[0].Contains(arguments[1], StringComparison.OrdinalIgnoreCase),
            "startswith" => arguments[0].StartsWith(arguments[1], StringComparison.OrdinalIgnoreCase),
            _ => arguments[0].EndsWith(arguments[1], StringComparison.OrdinalIgnoreCase),
        };
    }

    private static bool Same(object? left, object? right) =>
        left is string one && right is string other
            ? string.Equals(one, other, StringComparison.OrdinalIgnoreCase)
            : Equals(left is Guid id ? id.ToString("d") : left, right is Guid otherId ? otherId.ToString("d") : right);

    private static object? Plain(JsonNode? node) =>
        node?.GetValueKind() switch
        {
            JsonValueKind.String => node.GetValue<string>(),
            JsonValueKind.Number => Convert.ToDecimal(node.ToJsonString(), CultureInfo.InvariantCulture),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };
}
