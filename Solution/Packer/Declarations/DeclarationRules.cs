namespace Solution.Packer.Declarations;

/// <summary>What Dataverse refuses about steps and custom APIs, refused here, before anything is packed.</summary>
/// <remarks>Rules: https://learn.microsoft.com/power-apps/developer/data-platform/register-plug-in and …/custom-api-tables.</remarks>
internal static class DeclarationRules
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
    /// <exception cref="PackException">Dataverse would refuse it.</exception>
    public static void Check(PluginDeclarations declarations, string prefix, IReadOnlySet<string> ownColumns)
    {
        var ids = declarations
            .Types.Select(t => (t.Id, t.TypeName))
            .Concat(declarations.Steps.Select(s => (s.Id, s.Name)))
            .Concat(declarations.Steps.SelectMany(s => s.Images.Select(i => (i.Id, $"{s.Name}, image {i.Alias}"))));
        foreach (var twice in ids.GroupBy(pair => pair.Id).Where(g => g.Count() > 1))
        {
            throw new PackException(DeclarationErrors.IdTwice.For(twice.Last().Item2, twice.Key, twice.First().Item2));
        }

        foreach (var twice in declarations.Steps.GroupBy(s => s.Name).Where(g => g.Count() > 1))
        {
            throw new PackException(DeclarationErrors.StepTwice.For(twice.Key));
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
            throw new PackException(DeclarationErrors.MessageUnknown.For(step.Name, step.Message));
        }

        Refuse(step.Stage is not (PreValidation or PreOperation or PostOperation), DeclarationErrors.StageClosed.For(step.Name, step.Stage));
        Refuse(step.Mode == 1 && step.Stage != PostOperation, DeclarationErrors.AsynchronousTooEarly.For(step.Name));
        Refuse(step.FilteringAttributes.Count > 0 && step.Message != "Update", DeclarationErrors.FilterWithoutUpdate.For(step.Name));
        Refuse(
            step.Message == "Update" && step.FilteringAttributes.Count == 0 && !step.Description.Contains(WhyUnfiltered, StringComparison.Ordinal),
            DeclarationErrors.Unfiltered.For(step.Name, WhyUnfiltered)
        );
        Refuse(step.Description.Length > LongestDescription, DeclarationErrors.DescriptionTooLong.For(step.Name, LongestDescription));
        foreach (var image in step.Images)
        {
            CheckImage(step, image);
        }

        var columns = step.FilteringAttributes.Concat(step.Images.SelectMany(i => i.Columns));
        foreach (var column in columns.Where(c => c.StartsWith(prefix + "_", StringComparison.Ordinal)))
        {
            Refuse(!ownColumns.Contains($"{step.Table}.{column}"), DeclarationErrors.ColumnMissing.For(step.Name, step.Table, column));
        }
    }

    private static void CheckImage(PluginStep step, StepImage image)
    {
        var record = $"{step.Name}, image {image.Alias}";
        Refuse(image.Type == 0 && step.Message == "Create", DeclarationErrors.NoImageBefore.For(record));
        Refuse(image.Type == 1 && (step.Message == "Delete" || step.Stage != PostOperation), DeclarationErrors.NoImageAfter.For(record));
        Refuse(image.Columns.Count == 0, DeclarationErrors.ImageOfAllColumns.For(record));
    }

    private static void CheckCustomApi(CustomApi api, string prefix)
    {
        var name = api.UniqueName;
        Refuse(!name.StartsWith(prefix + "_", StringComparison.Ordinal), DeclarationErrors.PrefixMissing.For(name, prefix));
        Refuse(name.Length > 128 || api.DisplayName.Length > 100 || api.Description.Length > 300, DeclarationErrors.ApiTextTooLong.For(name));
        Refuse(api.DisplayName.Length == 0 || api.Description.Length == 0, DeclarationErrors.ApiTextMissing.For(name));
        Refuse(api.Binding == 0 != api.BoundTable is null, DeclarationErrors.BindingWrong.For(name));
        Refuse(api.IsFunction && api.Results.Count == 0, DeclarationErrors.FunctionWithoutResult.For(name));
        foreach (var parameter in api.Parameters.Concat(api.Results))
        {
            var record = $"{name}, {parameter.Name}";
            Refuse(parameter.Type is < 0 or > 12, DeclarationErrors.ParameterTypeUnknown.For(record, parameter.Type));
            Refuse(parameter.Description.Length is 0 or > 300, DeclarationErrors.ParameterTextWrong.For(record));
        }

        Refuse(api.Results.Any(r => r.Optional), DeclarationErrors.ResultOptional.For(name));
        Refuse(
            api.Parameters.Select(p => p.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() != api.Parameters.Count,
            DeclarationErrors.ParameterTwice.For(name)
        );
    }

    private static void Refuse(bool faulty, Fault fault)
    {
        if (faulty)
        {
            throw new PackException(fault);
        }
    }
}
