using Microsoft.Xrm.Sdk;

namespace LocalDataverse.SolutionImport.Interface;

/// <summary>A component of the user interface, as the row that holds it.</summary>
/// <param name="Type">Number of the component type.</param>
/// <param name="Name">How faults name it.</param>
internal sealed record InterfaceComponent(int Type, string Name, Entity Row)
{
    /// <summary>What an app holds.</summary>
    internal IReadOnlyList<AppPart> Parts { get; init; } = [];

    /// <summary>Its names and descriptions in every language of the solution.</summary>
    internal IReadOnlyList<LocalizedText> Texts { get; init; } = [];

    /// <summary>Roles that open an app.</summary>
    internal IReadOnlyList<Guid> Roles { get; init; } = [];

    /// <summary>Whether it is only what is changed on a form of others.</summary>
    internal bool IsDifference { get; init; }

    internal T? Get<T>(string column) => Row.GetAttributeValue<T>(column);
}
