using LocalDataverse.Registration;

namespace LocalDataverse.SolutionImport;

/// <summary>Reads definitions of environment variables; current values do not travel in solutions here.</summary>
internal static class EnvironmentVariableReader
{
    internal static IReadOnlyList<ImportedVariable> Read(SolutionFile file) =>
        [
            .. file.Components("environmentvariabledefinitions", "environmentvariabledefinition.xml")
                .Select(element =>
                {
                    var name = element.AttributeText("schemaname", "environment variable");
                    return new ImportedVariable(
                        new EnvironmentVariableRegistration(
                            StableId.Of($"environmentvariabledefinition:{name}"),
                            name,
                            element.Choice<EnvironmentVariableType>("type", name),
                            element.OptionalText("defaultvalue")
                        ),
                        element.Default("displayname") ?? name,
                        element.Default("description"),
                        element.Flag("isrequired")
                    );
                }),
        ];
}
