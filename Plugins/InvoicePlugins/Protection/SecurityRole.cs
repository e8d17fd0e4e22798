using System;

namespace InvoicePlugins.Protection;

/// <summary>
/// A security role, known by its id: a role of a solution has the same id in every environment, whatever it is called there, and its copies in other business
/// units name it as their root. A role that somebody makes has another id, whatever its name.
/// </summary>
/// <param name="Name">The name it is delivered with.</param>
/// <param name="Id">Its id; for a role of the platform that of its template, since the role has an id of its own in every environment.</param>
internal sealed record SecurityRole(string Name, Guid Id)
{
    /// <summary>The name, for messages.</summary>
    /// <returns>The name it is delivered with.</returns>
    public override string ToString() => Name;
}
