namespace Solution.Packer.Declarations;

/// <summary>What Dataverse refuses about steps and custom APIs, refused here, before anything is packed.</summary>
/// <remarks>Rules: https://learn.microsoft.com/power-apps/developer/data-platform/register-plug-in and …/custom-api-tables.</remarks>
public static class DeclarationRules
{
    private const int PreValidation = 10;
    private const int PreOperation = 20;
    private const int PostOperation = 40;

    // Where whoever checks the solution reads it: the description travels in the step and stands in registration tools.
    private const string WhyUnfiltered = "No filter: ";

    // https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/sdkmessageprocessingstep, Description.
    private const int LongestDescription = 256;

    /// <summary>Checks all of it.</summary>
    /// <param name="declarations">What the code declares.</param>
    /// <param name="prefix">Prefix of the publisher, without underscore.</param>
    /// <param name="ownColumns">Columns of the solution as <c>table.column</c>, lower case.</param>
    /// <exception cref="PackException">PINV2006 or PINV2007.</exception>
    public static void Check(PluginDeclarations declarations, string prefix, IReadOnlySet<string> ownColumns)
    {
        var ids = declarations
            .Types.Select(t => (t.Id, t.TypeName))
            .Concat(declarations.Steps.Select(s => (s.Id, s.Name)))
            .Concat(declarations.Steps.SelectMany(s => s.Images.Select(i => (i.Id, $"{s.Name}, image {i.Alias}"))));
        foreach (var twice in ids.GroupBy(pair => pair.Id).Where(g => g.Count() > 1))
        {
            throw DeclarationFault.Refused(twice.Last().Item2, $"the id {twice.Key:D} is already that of {twice.First().Item2}", "Give it an id of its own");
        }

        foreach (var twice in declarations.Steps.GroupBy(s => s.Name).Where(g => g.Count() > 1))
        {
            throw DeclarationFault.Refused(twice.Key, "the step is declared twice", "Remove one of the declarations");
        }

        foreach (var step in declarations.Steps)
        {
            CheckStep(step, declarations, prefix, ownColumns);
        }

        foreach (var api in declarations.CustomApis)
        {
            CheckCustomApi(api, prefix);
        }
    }

    private static void CheckStep(PluginStep step, PluginDeclarations declarations, string prefix, IReadOnlySet<string> ownColumns)
    {
        if (SdkMessages.IdOf(step.Message) is null && declarations.CustomApis.All(api => api.UniqueName != step.Message))
        {
            throw new PackException(
                "PINV2007",
                step.Name,
                $"the id of the message {step.Message} is not known",
                "Use Create, Update, Delete or a custom API of this solution, or add the message to SdkMessages."
            );
        }

        Refuse(step.Stage is not (PreValidation or PreOperation or PostOperation), step.Name, $"stage {step.Stage} is not open to steps", "Use 10, 20 or 40");
        Refuse(step.Mode == 1 && step.Stage != PostOperation, step.Name, "an asynchronous step runs in stage 40 only", "Change stage or mode");
        Refuse(step.FilteringAttributes.Count > 0 && step.Message != "Update", step.Name, "only Update has filtering attributes", "Remove them");
        Refuse(
            step.Message == "Update" && step.FilteringAttributes.Count == 0 && !step.Description.Contains(WhyUnfiltered, StringComparison.Ordinal),
            step.Name,
            "it runs on every update and does not say why",
            $"List the columns, or give the reason in its description, behind \"{WhyUnfiltered}\""
        );
        Refuse(step.Description.Length > LongestDescription, step.Name, $"its description is longer than {LongestDescription} characters", "Shorten it");
        foreach (var image in step.Images)
        {
            var record = $"{step.Name}, image {image.Alias}";
            Refuse(image.Type == 0 && step.Message == "Create", record, "a created row has no image before", "Remove it");
            Refuse(
                image.Type == 1 && (step.Message == "Delete" || step.Stage != PostOperation),
                record,
                "an image after exists in stage 40 only, and not for Delete",
                "Remove it or change the stage"
            );
            Refuse(image.Columns.Count == 0, record, "the image names no columns and would carry the whole row", "Name its columns");
        }

        foreach (
            var column in step
                .FilteringAttributes.Concat(step.Images.SelectMany(i => i.Columns))
                .Where(c => c.StartsWith(prefix + "_", StringComparison.Ordinal))
        )
        {
            Refuse(
                !ownColumns.Contains($"{step.Table}.{column}"),
                step.Name,
                $"table {step.Table} has no column {column} in this solution",
                "Add the column to the solution source or correct the declaration"
            );
        }
    }

    private static void CheckCustomApi(CustomApi api, string prefix)
    {
        Refuse(
            !api.UniqueName.StartsWith(prefix + "_", StringComparison.Ordinal),
            api.UniqueName,
            $"the name of a custom API starts with the publisher's prefix {prefix}_",
            "Rename it"
        );
        Refuse(
            api.UniqueName.Length > 128 || api.DisplayName.Length > 100 || api.Description.Length > 300,
            api.UniqueName,
            "unique name, display name or description is longer than 128, 100 or 300 characters",
            "Shorten it"
        );
        Refuse(api.DisplayName.Length == 0 || api.Description.Length == 0, api.UniqueName, "display name or description is empty", "Fill it");
        Refuse(
            api.Binding == 0 != api.BoundTable is null,
            api.UniqueName,
            "a bound custom API names its table, an unbound one none",
            "Correct binding or table"
        );
        Refuse(api.IsFunction && api.Results.Count == 0, api.UniqueName, "a function has to return something", "Add a response property or make it an action");
        foreach (var parameter in api.Parameters.Concat(api.Results))
        {
            var record = $"{api.UniqueName}, {parameter.Name}";
            Refuse(parameter.Type is < 0 or > 12, record, $"{parameter.Type} is not a type of a custom API parameter", "Use 0 to 12");
            Refuse(parameter.Description.Length is 0 or > 300, record, "the description is empty or longer than 300 characters", "Correct it");
        }

        Refuse(api.Results.Any(r => r.Optional), api.UniqueName, "a response property is never optional", "Declare it as not optional");
        Refuse(
            api.Parameters.Select(p => p.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() != api.Parameters.Count,
            api.UniqueName,
            "two parameters have the same name",
            "Rename one"
        );
    }

    private static void Refuse(bool faulty, string record, string cause, string remedy)
    {
        if (faulty)
        {
            throw DeclarationFault.Refused(record, cause, remedy);
        }
    }
}
