using System.Globalization;
using System.Xml.Linq;

namespace LocalDataverse.SolutionImport;

/// <summary>What the row of an import job tells in its column data: a result for the solution and for each of its components.</summary>
public static class ImportLog
{
    internal static string Succeeded(ImportPlan plan) =>
        Log(
            100,
            Manifest(plan.Manifest.UniqueName, Success()),
            new XElement("entities", plan.Tables.Select(table => Component("entity", table.Metadata.LogicalName))),
            new XElement("roles", plan.Roles.Select(role => Component("role", role.Name))),
            new XElement("pluginAssemblies", plan.Assemblies.Select(assembly => Component("pluginAssembly", assembly.Name))),
            new XElement("sdkMessageProcessingSteps", plan.Steps.Select(step => Component("sdkMessageProcessingStep", step.Registration.Name)))
        );

    /// <summary>The log of an import that was refused: nothing of it was done.</summary>
    /// <param name="errorCode">The platform's code.</param>
    public static string Failed(string solution, int errorCode, string message) =>
        Log(
            0,
            Manifest(
                solution,
                new XElement(
                    "result",
                    new XAttribute("result", "failure"),
                    new XAttribute("errorcode", "0x" + errorCode.ToString("X8", CultureInfo.InvariantCulture)),
                    new XAttribute("errortext", message)
                )
            )
        );

    private static string Log(int progress, params object[] content) =>
        new XElement("importexportxml", new XAttribute("progress", progress), new XAttribute("processed", "true"), content).ToString(
            SaveOptions.DisableFormatting
        );

    private static XElement Manifest(string solution, XElement result) =>
        new("solutionManifests", new XElement("solutionManifest", new XAttribute("LocalizedName", solution), new XElement("UniqueName", solution), result));

    private static XElement Component(string kind, string name) => new(kind, new XAttribute("LocalizedName", name), Success());

    private static XElement Success() =>
        new("result", new XAttribute("result", "success"), new XAttribute("errorcode", "0"), new XAttribute("errortext", string.Empty));
}
