using System.ServiceModel;
using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.Registration;
using LocalDataverse.Tests.OverHttp;
using LocalDataverse.Tests.WebApi;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Organization;

/// <summary>An organization with two tables, new_order and new_line, and short words for what the tests do.</summary>
public sealed class Sample
{
    private readonly WebApiConnection? connection;

    public Sample(OrganizationOptions? options = null)
        : this(new DataverseOrganization(Options(options)), null)
    {
        AddTables();
    }

    /// <summary>The organization behind HTTP: its service is the Web API.</summary>
    internal Sample(RunningDataverse running)
        : this(running.Organization, new WebApiConnection(running.Administrator.Http))
    {
        AddTables();
    }

    private Sample(DataverseOrganization organization, WebApiConnection? connection)
    {
        Organization = organization;
        this.connection = connection;
    }

    public DataverseOrganization Organization { get; }

    public ManualClock Clock => (ManualClock)Organization.Options.Clock;

    public IOrganizationService Admin => ServiceOf(Organization.AdministratorId);

    public static FaultException<OrganizationServiceFault> Refused(int code, Action action)
    {
        var exception = Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(() => Unwrap(action));
        Assert.AreEqual(code.ToString("X8", null), exception.Detail.ErrorCode.ToString("X8", null), exception.Detail.Message);
        return exception;
    }

    public static OrganizationOptions Options(OrganizationOptions? options = null) =>
        (options ?? new OrganizationOptions()) with
        {
            Clock = new ManualClock(),
            LockTimeout = TimeSpan.FromSeconds(10),
        };

    public Guid Order(string name, params (string Column, object? Value)[] values) => Admin.Create(NewOrder(name, values));

    public static Entity NewOrder(string name, params (string Column, object? Value)[] values)
    {
        var order = new Entity("new_order") { ["new_name"] = name };
        foreach (var (column, value) in values)
        {
            order[column] = value;
        }

        return order;
    }

    public Guid Line(Guid order, int position) =>
        Admin.Create(
            new Entity("new_line")
            {
                ["new_name"] = $"line {position}",
                ["new_orderid"] = new EntityReference("new_order", order),
                ["new_position"] = position,
            }
        );

    public Entity Read(Guid order) => Admin.Retrieve("new_order", order, new ColumnSet(true));

    public int Count(string table) => Admin.RetrieveMultiple(new QueryExpression(table)).Entities.Count;

    public Sample Fork() => new(Organization.Fork(), null);

    /// <summary>Registers code as a step.</summary>
    public StepRegistration On(
        string message,
        string? table,
        PipelineStage stage,
        Action<PluginCall> action,
        StepMode mode = StepMode.Synchronous,
        int rank = 1,
        string[]? filter = null,
        StepImage[]? images = null
    )
    {
        var step = new StepRegistration(Guid.NewGuid(), Organization.RegisterPluginType(typeof(DelegatePlugin)), message, table, stage, mode)
        {
            Rank = rank,
            FilteringAttributes = filter ?? [],
            Images = images ?? [],
            UnsecureConfiguration = DelegatePlugin.Keep(action),
        };
        Organization.RegisterStep(step);
        return step;
    }

    /// <summary>What a call changed, but for trace rows.</summary>
    public IReadOnlyList<string> Changes(Action action)
    {
        var before = Organization.DumpState();
        action();
        return before.DifferencesTo(Organization.DumpState(), "plugintracelog");
    }

    public IOrganizationService UserWith(params string[] privileges)
    {
        var role = new RoleRegistration(Guid.NewGuid(), "Role " + Guid.NewGuid(), privileges);
        Organization.RegisterRole(role);
        var user = new UserRegistration(Guid.NewGuid(), "Somebody", [role.Name]);
        Organization.RegisterUser(user);
        return ServiceOf(user.Id);
    }

    public IOrganizationService ServiceOf(Guid user) => connection is null ? Organization.CreateService(user) : new WebApiOrganizationService(connection, user);

    private void AddTables()
    {
        Organization.AddTable(
            new TableMetadata("new_order", "new_orders", "new_orderid", "new_name", TableOwnership.User)
            {
                SchemaName = "new_Order",
                DisplayName = "Order",
                ChangeTracking = true,
            }.WithColumns([
                new ColumnMetadata("new_number", ColumnType.String) { AutoNumber = "O-{SEQNUM:5}" },
                new ColumnMetadata("new_code", ColumnType.String) { MaxLength = 10 },
                new ColumnMetadata("new_region", ColumnType.String),
                new ColumnMetadata("new_note", ColumnType.String) { MaxLength = 5 },
                new ColumnMetadata("new_amount", ColumnType.Money) { Precision = 4, PrecisionSource = PrecisionSource.Currency },
                new ColumnMetadata("new_exact", ColumnType.Money) { Precision = 4 },
                new ColumnMetadata("new_quantity", ColumnType.Decimal) { Precision = 2 },
                new ColumnMetadata("new_count", ColumnType.Integer),
                new ColumnMetadata("new_kind", ColumnType.Picklist) { Options = [new ChoiceOption(1, "Small"), new ChoiceOption(2, "Large")] },
                new ColumnMetadata("new_tags", ColumnType.MultiSelectPicklist)
                {
                    Options = [new ChoiceOption(1, "Red"), new ChoiceOption(2, "Blue"), new ChoiceOption(3, "Green")],
                },
                new ColumnMetadata("new_urgent", ColumnType.Boolean),
                new ColumnMetadata("new_day", ColumnType.DateTime) { Behavior = DateTimeBehavior.DateOnly, Format = DateTimeFormat.DateOnly },
                new ColumnMetadata("new_at", ColumnType.DateTime),
                new ColumnMetadata("new_parentid", ColumnType.Lookup) { Targets = ["new_order"] },
            ])
        );
        Organization.AddTable(
            new TableMetadata("new_line", "new_lines", "new_lineid", "new_name", TableOwnership.User)
            {
                SchemaName = "new_Line",
                DisplayName = "Line",
            }.WithColumns([
                new ColumnMetadata("new_orderid", ColumnType.Lookup) { Targets = ["new_order"], SchemaName = "new_OrderId" },
                new ColumnMetadata("new_position", ColumnType.Integer) { Required = RequiredLevel.SystemRequired },
            ])
        );
    }

    // Subclasses of the fault's exception are fine: callers catch the base.
    private static void Unwrap(Action action)
    {
        try
        {
            action();
        }
        catch (FaultException<OrganizationServiceFault> exception)
        {
            throw DataverseFault.Of(exception.Detail);
        }
    }
}
