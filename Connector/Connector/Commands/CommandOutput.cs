using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ProjectInvoice.Connector.Api;
using Spectre.Console;

namespace ProjectInvoice.Connector.Commands;

/// <summary>What a command says: tables for people, or one JSON document for programs.</summary>
internal sealed class CommandOutput
{
    private const int PlainWidth = 1000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private readonly TextWriter writer;
    private readonly TextWriter error;
    private readonly IAnsiConsole console;

    /// <param name="isJson">Whether a program reads it.</param>
    public CommandOutput(TextWriter writer, TextWriter error, bool isJson)
    {
        (this.writer, this.error, IsJson) = (writer, error, isJson);
        console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });

        // A log or a pipe has no edge at which lines would have to be broken.
        if (writer != Console.Out || Console.IsOutputRedirected)
        {
            console.Profile.Width = PlainWidth;
        }
    }

    public bool IsJson { get; }

    public void Document(object document) => writer.WriteLine(JsonSerializer.Serialize(document, Json));

    /// <summary>What a document would say, to be completed.</summary>
    public static JsonNode Node(object document) => JsonSerializer.SerializeToNode(document, Json)!;

    public void Line(string text) => writer.WriteLine(text);

    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string?>> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(column.EscapeMarkup()));
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell ?? "")));
        }

        console.Write(table);
    }

    /// <summary>Why the command does not do what was asked for.</summary>
    public void Refuse(Fault fault)
    {
        if (IsJson)
        {
            Document(new Refusal(new RefusedRecord(fault.Code, fault.Record, fault.ToString())));
        }

        error.WriteLine(fault.ToString());
    }
}
