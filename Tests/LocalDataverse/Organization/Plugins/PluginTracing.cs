using System.Globalization;
using System.Text;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Plugins;

/// <summary>One line a call; about 10 KB are kept, the oldest lines go first.</summary>
internal sealed class PluginTracing : ITracingService
{
    private const int Limit = 10 * 1024;
    private readonly Queue<string> lines = new();
    private int length;

    public void Trace(string format, params object[] args)
    {
        var line = args is { Length: > 0 } ? string.Format(CultureInfo.InvariantCulture, format, args) : format ?? string.Empty;
        lines.Enqueue(line);
        length += line.Length + 1;
        while (length > Limit && lines.Count > 1)
        {
            length -= lines.Dequeue().Length + 1;
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.Append(line).Append('\n');
        }

        return text.Length > Limit ? text.ToString(text.Length - Limit, Limit) : text.ToString();
    }
}
