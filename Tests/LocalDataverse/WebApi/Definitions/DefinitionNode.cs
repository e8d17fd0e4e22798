using System.Text.Json.Nodes;

namespace LocalDataverse.WebApi.Definitions;

/// <summary>A definition and the way to what lies below it.</summary>
internal sealed record DefinitionNode(JsonObject Content, Func<string, IEnumerable<DefinitionNode>> Beneath)
{
    public static DefinitionNode Leaf(JsonObject content) => new(content, static _ => []);
}
