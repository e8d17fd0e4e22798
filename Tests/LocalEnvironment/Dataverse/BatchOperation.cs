using System.Text.Json.Nodes;

namespace LocalEnvironment.Dataverse;

/// <summary>One request of a change set; the path is relative to the service root.</summary>
internal sealed record BatchOperation(HttpMethod Method, string Path, JsonObject? Body, bool OnlyExisting = false);
