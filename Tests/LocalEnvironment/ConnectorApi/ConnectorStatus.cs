using System.Text.Json.Nodes;
using LocalEnvironment.Errors;

namespace LocalEnvironment.ConnectorApi;

/// <summary>How far the connector is: whether anything is still on its way, and what it gave up on.</summary>
internal sealed record ConnectorStatus(bool IsIdle, IReadOnlyList<Message> Errors)
{
    internal static ConnectorStatus Read(JsonObject status)
    {
        var waiting = Waiting("inbox") + Waiting("postings") + status["maps"]!.AsArray().Sum(map => map!["waitingRows"]!.GetValue<int>());
        var errors = status["errors"]!
            .AsArray()
            .Select(error => new Message(error!["code"]!.GetValue<string>(), error["record"]!.GetValue<string>(), error["message"]!.GetValue<string>()));
        return new ConnectorStatus(status["idle"]!.GetValue<bool>() && waiting == 0, [.. errors]);

        int Waiting(string queue) => status[queue]!["waiting"]!.GetValue<int>();
    }
}
