using System.Globalization;
using System.Text;

namespace Solution.Packer.Declarations;

/// <summary>The page that tells each step as the fields of the Plug-in Registration Tool want it.</summary>
internal static class RegistrationPage
{
    private const int Width = 110;

    private const string Head = """
        # Steps, as the Plug-in Registration Tool wants them

        Nobody has to enter this: the solution brings its steps along. The page is for whoever looks at an environment
        with the tool, or mends a step there by hand. It is written from the declarations in the code (packer, option
        `--registration-page`), and a test compares it.

        Register the assembly `InvoicePlugins.dll` in the sandbox, stored in the database. For each step, right-click its
        class, *Register New Step*:

        | field of the tool | value |
        | --- | --- |
        | Message, Primary Entity | as in the table; an empty entity is *none* |
        | Event Pipeline Stage of Execution | 10 PreValidation, 20 PreOperation, 40 PostOperation |
        | Execution Mode | Synchronous or Asynchronous; with the latter tick *Delete AsyncOperation if StatusCode = Successful* |
        | Execution Order | rank |
        | Run in User's Context | Calling User |
        | Deployment | Server |
        | Filtering Attributes, images | in the lists below the table; *all* where there is no list |


        """;

    internal static string Of(PluginDeclarations declarations)
    {
        var steps = declarations
            .Steps.OrderBy(step => step.TypeName, StringComparer.Ordinal)
            .ThenBy(step => step.Message, StringComparer.Ordinal)
            .ThenBy(step => step.Table, StringComparer.Ordinal)
            .ThenBy(step => step.Stage)
            .ThenBy(step => step.Mode)
            .ToList();
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        text.Append("| step | class | message | entity | stage | mode | rank |\n| --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var (number, step) in steps.Index())
        {
            var mode = step.Mode == 1 ? "Asynchronous" : "Synchronous";
            text.Append(CultureInfo.InvariantCulture, $"| {number + 1} | {step.TypeName} | {step.Message} | {step.Table} ");
            text.Append(CultureInfo.InvariantCulture, $"| {step.Stage} | {mode} | {step.Rank} |\n");
        }

        text.Append("\n## Filtering attributes, images, secure configuration\n\n");
        foreach (var (number, step) in steps.Index())
        {
            text.Append(Lists(number + 1, step));
        }

        return text.ToString();
    }

    private static string Lists(int number, PluginStep step)
    {
        var lists = new List<string>();
        if (step.FilteringAttributes.Count > 0)
        {
            lists.Add($"filtering attributes {string.Join(", ", step.FilteringAttributes)}");
        }

        lists.AddRange(
            step.Images.Select(image => $"{(image.Type == 0 ? "pre" : "post")}-image {image.Alias} (name {image.Name}): {string.Join(", ", image.Columns)}")
        );
        if (step.HasSecureConfiguration)
        {
            lists.Add("secure configuration: the signing secret, which the deploy command sets");
        }

        return lists.Count == 0 ? string.Empty : Wrapped($"- Step {number.ToString(CultureInfo.InvariantCulture)}: {string.Join("; ", lists)}");
    }

    private static string Wrapped(string text)
    {
        var lines = new StringBuilder();
        var length = 0;
        foreach (var word in text.Split(' '))
        {
            if (length > 0 && length + 1 + word.Length > Width)
            {
                lines.Append("\n  ");
                length = 2;
            }
            else if (length > 0)
            {
                lines.Append(' ');
                length++;
            }

            lines.Append(word);
            length += word.Length;
        }

        return lines.Append('\n').ToString();
    }
}
