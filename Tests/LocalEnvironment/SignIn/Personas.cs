namespace LocalEnvironment.SignIn;

/// <summary>The people and applications of the local environment.</summary>
internal sealed class Personas
{
    public Persona Administrator { get; } =
        new(
            "Administrator",
            "System Administrator",
            new Dictionary<string, string[]> { [Resource.Connector] = ["Connector.Administrator"], [Resource.Finance] = ["Finance.Administrator"] }
        );

    public Persona DataImport { get; } = new("Data import", "Project Invoice Data Import", new Dictionary<string, string[]>());

    public Persona ProjectManager { get; } = new("Project manager", "Project Invoice Manager", new Dictionary<string, string[]>());

    public Persona InvoiceAdministrator { get; } = new("Invoice administrator", "Project Invoice Administrator", new Dictionary<string, string[]>());

    public Persona ProjectAccountant { get; } =
        new("Project accountant", null, new Dictionary<string, string[]> { [Resource.Finance] = ["Finance.ProjectAccountant", "Finance.Reader"] });

    public Persona ReceivablesClerk { get; } =
        new("Receivables clerk", null, new Dictionary<string, string[]> { [Resource.Finance] = ["Finance.ReceivablesClerk", "Finance.Reader"] });

    public Persona Connector { get; } =
        new("Connector", "Project Invoice Finance Integration", new Dictionary<string, string[]> { [Resource.Finance] = ["Finance.Integration"] });

    public Persona Finance { get; } = new("Finance", null, new Dictionary<string, string[]> { [Resource.Connector] = ["Connector.Posting"] });

    /// <summary>Those whose user the administrator has to create; the administrator's own comes with the environment.</summary>
    public IEnumerable<Persona> ToCreate => All.Where(persona => persona.UsesDataverse && persona != Administrator);

    public IEnumerable<Persona> All =>
        [Administrator, DataImport, ProjectManager, InvoiceAdministrator, ProjectAccountant, ReceivablesClerk, Connector, Finance];
}
