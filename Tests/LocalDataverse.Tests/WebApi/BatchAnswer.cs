using System.Net;

namespace LocalDataverse.Tests.WebApi;

/// <summary>The answer to a batch.</summary>
/// <param name="Status">The outer status.</param>
/// <param name="Text">The whole body.</param>
/// <param name="Parts">Statuses of the parts, in order.</param>
internal sealed record BatchAnswer(HttpStatusCode Status, string Text, IReadOnlyList<int> Parts);
