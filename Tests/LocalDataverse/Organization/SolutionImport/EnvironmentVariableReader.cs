using LocalDataverse.Registration;

namespace LocalDataverse.SolutionImport;

/// <summary>Reads definitions of environment variables; current values do not travel in solutions here.</summary>
internal static class EnvironmentVariableReader
{
    internal static IReadOnlyList<EnvironmentVariableRegistration> Read(SolutionFile file) =>
    [
        .. file.Components("environmentvariabledefinitions", "environmentvariabledefinition.xml").Select(element =>
        {
            var name = element.AttributeText("schemaname", "environment variable");
            return new EnvironmentVariableRegistration(StableId.Of($"environmentvariabledefinition:{name}"), name, element.Choice<EnvironmentVariableType>("type", name), element.OptionalText("defaultvalue"));
        }),
    ];
}
