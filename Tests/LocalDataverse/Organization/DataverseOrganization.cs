using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.ServiceModel;
using System.Threading;
using LocalDataverse.Calls;
using LocalDataverse.Durability;
using LocalDataverse.Faults;
using LocalDataverse.Localization;
using LocalDataverse.Messages;
using LocalDataverse.Metadata;
using LocalDataverse.Operations;
using LocalDataverse.Pipeline;
using LocalDataverse.Plugins;
using LocalDataverse.Queries;
using LocalDataverse.Registration;
using LocalDataverse.Security;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse;

/// <summary>
/// A Dataverse organization in memory: tables and rows, the pipeline with plug-ins, security, change tracking. Thread-safe. Everything registered
/// (assemblies, steps, custom APIs, roles, users, environment variables) stands as rows in the platform's own tables, so that clients can read and change it
/// there, and the methods here are only a short way to write those rows.
/// </summary>
public sealed partial class DataverseOrganization
{
    private static readonly HashSet<string> RegistrationTables = new(StringComparer.Ordinal)
    {
        "pluginassembly",
        "plugintype",
        "sdkmessage",
        "sdkmessagefilter",
        "sdkmessageprocessingstep",
        "sdkmessageprocessingstepimage",
        "sdkmessageprocessingstepsecureconfig",
        "customapi",
        "customapirequestparameter",
        "customapiresponseproperty",
    };

    private static readonly HashSet<string> SecurityTables = new(StringComparer.Ordinal)
    {
        "systemuser",
        "role",
        "systemuserroles",
        "roleprivileges",
        "privilege",
        "teammembership",
        "teamroles",
        "businessunit",
    };

    private readonly object metadataGate = new();
    private readonly AsyncLocal<CallScope?> ambient = new();
    private readonly AsyncSignal asyncWork = new();
    private readonly ConditionalWeakTable<TableMetadata, IReadOnlyList<ColumnMetadata>> amounts = new();
    private OrganizationMetadata metadata = OrganizationMetadata.Empty;
    private RegistrationIndex? registrations;

    public DataverseOrganization(OrganizationOptions? options = null)
        : this(options ?? new OrganizationOptions(), new Database(), new ConcurrentDictionary<Guid, Assembly>())
    {
        if (Options.TransactionLog is { } log)
        {
            var recorder = new TransactionRecorder(log, Database, () => Metadata);
            Database.Recorder = recorder;
            if (recorder.Restore() is { } restored)
            {
                metadata = restored;
                RestartInterruptedJobs();
                return;
            }
        }

        foreach (var name in Options.Tables)
        {
            metadata = TableFile.AddEmbedded(metadata, name);
        }

        Seed();
    }

    private DataverseOrganization(OrganizationOptions options, Database database, ConcurrentDictionary<Guid, Assembly> assemblies)
    {
        Options = options;
        Database = database;
        Keys = new KeyFinder(database);
        Rights = new Rights(this);
        Access = new RowAccess(this);
        RoleCopies = new RoleCopies(this);
        Writer = new RowWriter(this);
        Reader = new RowReader(this);
        Queries = new QueryEngine(this);
        Texts = new LocalizedTexts(this);
        Plugins = new PluginHost(this, assemblies);
        Messages = new MessageProcessor(this);
        database.Committed += OnCommitted;
    }

    public OrganizationOptions Options { get; }

    public Guid OrganizationId => Options.OrganizationId;

    public Guid RootBusinessUnitId { get; } = new("b1000000-0000-4000-8000-000000000001");

    /// <summary>The user SYSTEM, with every right.</summary>
    public Guid SystemUserId { get; } = new("b1000000-0000-4000-8000-000000000002");

    /// <summary>A person with the role System Administrator.</summary>
    public Guid AdministratorId { get; } = new("b1000000-0000-4000-8000-000000000003");

    public Guid BaseCurrencyId { get; } = new("b1000000-0000-4000-8000-000000000004");

    public Guid SystemAdministratorRoleId { get; } = new("b1000000-0000-4000-8000-000000000005");

    public string Version { get; } = "9.2.24064.190";

    /// <summary>The tables as they are now. Immutable: ask again after a change.</summary>
    public OrganizationMetadata Metadata => Volatile.Read(ref metadata);

    public FaultInjection Faults { get; } = new();

    public DateTime UtcNow => Options.Clock.GetUtcNow().UtcDateTime;

    public IReadOnlyCollection<CustomApiRegistration> CustomApis => Registrations.CustomApis;

    public IReadOnlyCollection<StepRegistration> Steps => [.. Registrations.Steps.Select(step => step.Step)];

    internal Database Database { get; }

    internal KeyFinder Keys { get; }

    internal Rights Rights { get; }

    internal RowAccess Access { get; }

    internal RoleCopies RoleCopies { get; }

    internal RowWriter Writer { get; }

    internal RowReader Reader { get; }

    internal QueryEngine Queries { get; }

    internal LocalizedTexts Texts { get; }

    internal PluginHost Plugins { get; }

    internal MessageProcessor Messages { get; }

    /// <summary>The open transaction of this flow; a task that outlives its transaction has none.</summary>
    private CallScope? Joined => ambient.Value is { Transaction.IsOpen: true } scope ? scope : null;

    internal RegistrationIndex Registrations => Volatile.Read(ref registrations) ?? ReadRegistrations();

    /// <summary>The organization service in a user's name.</summary>
    public IOrganizationService CreateService(Guid userId) => CreateService(new Caller(userId));

    public IOrganizationService CreateService(Caller caller) => CreateService(ScopeOf(caller));

    /// <summary>The service within a call that is under way, as a plug-in holds it.</summary>
    internal IOrganizationService CreateService(CallScope scope) => new OrganizationService(this, scope);

    /// <summary>Runs one request; faults are <see cref="FaultException{OrganizationServiceFault}"/>.</summary>
    public OrganizationResponse Execute(OrganizationRequest request, Caller caller) => ExecuteTopLevel(request, ScopeOf(caller));

    /// <summary>
    /// Runs several calls in one transaction: all of them, and the metadata changes made meanwhile, or nothing. Calls of this flow to any service of this
    /// organization take part, and so do the Register methods.
    /// </summary>
    public T InTransaction<T>(Caller caller, Func<IOrganizationService, T> work)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(work);
        if (Joined is not null)
        {
            return work(CreateService(caller));
        }

        var traces = new TraceLog();
        var before = Metadata;
        var transaction = BeginTransaction();
        ambient.Value = ScopeOf(caller) with { Transaction = transaction, Traces = traces };
        try
        {
            var result = work(CreateService(caller));
            transaction.Commit();
            return result;
        }
        catch
        {
            if (transaction.IsOpen)
            {
                transaction.Rollback();
            }

            lock (metadataGate)
            {
                SetMetadata(before);
            }

            throw;
        }
        finally
        {
            ambient.Value = null;
            WriteTraces(traces);
        }
    }

    public void InTransaction(Caller caller, Action<IOrganizationService> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        InTransaction(
            caller,
            service =>
            {
                work(service);
                return true;
            }
        );
    }

    /// <summary>Adds or replaces tables, with the columns that the platform gives every table.</summary>
    public void AddTable(TableMetadata table)
    {
        ArgumentNullException.ThrowIfNull(table);
        ChangeMetadata(() => metadata.With([StandardColumns.Complete(table)]));
    }

    /// <summary>Adds or replaces a column; a money column brings its base amount.</summary>
    public void AddColumn(string table, ColumnMetadata column) =>
        ChangeMetadata(() => metadata.With([StandardColumns.Complete(TableOrFault(table).WithColumns([column]))]));

    /// <summary>Adds options to a choice column; a value that exists takes the new label.</summary>
    public void AddOptions(string table, string column, IEnumerable<ChoiceOption> options) =>
        ChangeMetadata(() =>
        {
            var found = TableOrFault(table).Column(column) ?? throw DataverseFault.NoSuchAttribute(table, column);
            var added = options.ToArray();
            var merged = found.Options.Where(option => added.All(other => other.Value != option.Value)).Concat(added).ToArray();
            return metadata.With([TableOrFault(table).WithColumns([found with { Options = merged }])]);
        });

    /// <summary>Refused where rows already break the key.</summary>
    public void AddKey(string table, AlternateKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        ChangeMetadata(() =>
        {
            var found = TableOrFault(table);
            if (found.Keys.Count >= 10 && found.Keys.All(other => other.LogicalName != key.LogicalName))
            {
                throw DataverseFault.InvalidArgument($"Table {table} has ten alternate keys already.");
            }

            foreach (var column in key.Columns)
            {
                if (found.Column(column) is null)
                {
                    throw DataverseFault.NoSuchAttribute(table, column);
                }
            }

            DemandUnique(found, key);
            return metadata.With([found.WithKey(key)]);
        });
    }

    public void AddRelationship(RelationshipMetadata relationship)
    {
        ArgumentNullException.ThrowIfNull(relationship);
        ChangeMetadata(() => metadata.With([relationship]));
    }

    public void AddManyToMany(ManyToManyRelationship relationship)
    {
        ArgumentNullException.ThrowIfNull(relationship);
        ChangeMetadata(() => metadata.With(relationship));
    }

    /// <summary>A copy that shares nothing with this organization but loaded assemblies. Waiting asynchronous steps are copied too.</summary>
    public DataverseOrganization Fork() => new(Options, Database.Copy(), Plugins.InProcess) { metadata = Metadata };

    /// <summary>Every committed row as text; of some tables, where they are named.</summary>
    public OrganizationState DumpState(params string[] onlyTables)
    {
        lock (Database.Sync)
        {
            var tables = new SortedDictionary<string, IReadOnlyDictionary<Guid, IReadOnlyDictionary<string, string>>>(StringComparer.Ordinal);
            foreach (var store in Database.Stores.Where(store => onlyTables.Length == 0 || onlyTables.Contains(store.Table)))
            {
                var rows = new Dictionary<Guid, IReadOnlyDictionary<string, string>>();
                foreach (var row in store.Slots.Select(slot => slot.Committed).OfType<Row>())
                {
                    var cells = new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["versionnumber"] = row.Version.ToString(CultureInfo.InvariantCulture),
                    };
                    for (var i = 0; i < store.ColumnCount; i++)
                    {
                        if (row[i] is { } value and not HiddenValue)
                        {
                            cells[store.Columns[i]] = Text(value);
                        }
                    }

                    rows[row.Id] = cells;
                }

                if (rows.Count > 0)
                {
                    tables[store.Table] = rows;
                }
            }

            return new OrganizationState(tables);
        }
    }

    /// <summary>The value of an environment variable, else its default; null: neither is set.</summary>
    public string? EnvironmentVariable(string schemaName)
    {
        lock (Database.Sync)
        {
            foreach (var definition in RowsWhere("environmentvariabledefinition", "schemaname", schemaName))
            {
                foreach (var value in RowsWhere("environmentvariablevalue", "environmentvariabledefinitionid", definition.Id))
                {
                    if (Value("environmentvariablevalue", value.Id, "value", null) is string text)
                    {
                        return text;
                    }
                }

                return Value("environmentvariabledefinition", definition.Id, "defaultvalue", null) as string;
            }

            throw DataverseFault.Of(ErrorCode.ObjectDoesNotExist, $"Environment variable definition {schemaName} does not exist.");
        }
    }

    /// <summary>The user of an application (client id) or of a directory object; null: nobody.</summary>
    public Guid? FindUser(Guid? applicationId, Guid? objectId)
    {
        lock (Database.Sync)
        {
            var byApplication = applicationId is { } application && application != Guid.Empty ? RowsWhere("systemuser", "applicationid", application) : [];
            var byObject =
                objectId is { } directoryObject && directoryObject != Guid.Empty
                    ? RowsWhere("systemuser", "azureactivedirectoryobjectid", directoryObject)
                    : [];
            return byApplication.Concat(byObject).Select(row => (Guid?)row.Id).FirstOrDefault();
        }
    }

    /// <summary>Names of a user's security roles.</summary>
    public IReadOnlyList<string> RolesOf(Guid userId) => Rights.Of(userId)?.RoleNames ?? [];

    /// <summary>Refuses whoever lacks a privilege that belongs to no table, as prvReadEntity.</summary>
    public void DemandPrivilege(string privilege, Caller caller) => Rights.Demand(privilege, ScopeOf(caller));

    /// <summary>What a person reads in place of a value that the service returned: labels, names, amounts; null where the value speaks for itself.</summary>
    public string? Format(ColumnMetadata column, object? value)
    {
        ArgumentNullException.ThrowIfNull(column);
        object? stored = value switch
        {
            EntityReference reference => new RowReference(reference.LogicalName, reference.Id),
            OptionSetValue option => option.Value,
            OptionSetValueCollection options => options.Select(option => option.Value).ToArray(),
            Money money => money.Value,
            _ => value,
        };
        return Reader.Format(column, stored, null);
    }

    internal TableMetadata TableOrFault(string? name) => (name is null ? null : Metadata.Table(name)) ?? throw DataverseFault.NoSuchTable(name);

    internal IReadOnlyList<ColumnMetadata> AmountsOf(TableMetadata table) =>
        amounts.GetValue(table, key => [.. key.Columns.Values.Where(StandardColumns.IsAmount)]);

    internal object? Value(string table, Guid id, string column, Transaction? transaction)
    {
        lock (Database.Sync)
        {
            var store = Database.Store(table);
            return store.Find(id, transaction) is { } row ? RowReader.Value(store, row, column) : null;
        }
    }

    internal Guid BusinessUnitOf(Guid userId, Transaction? transaction) =>
        Value("systemuser", userId, "businessunitid", transaction) is RowReference unit ? unit.Id : RootBusinessUnitId;

    internal List<Row> RowsWhere(string table, string column, object value, Transaction? transaction = null)
    {
        lock (Database.Sync)
        {
            var index = Database.Store(table).Index([column]);
            return [.. index.Find(value).Select(slot => slot.SeenBy(transaction)).Where(row => index.Has(row, value)).OfType<Row>().OrderBy(row => row.Id)];
        }
    }

    internal List<Row> RowsReferring(RelationshipMetadata relationship, Guid id, Transaction? transaction)
    {
        var rows = RowsWhere(relationship.ReferencingTable, relationship.ReferencingColumn, id, transaction);
        rows.RemoveAll(row =>
            Value(relationship.ReferencingTable, row.Id, relationship.ReferencingColumn, transaction) is RowReference reference
            && reference.Table != relationship.ReferencedTable
        );
        return rows;
    }

    internal static string Text(object? value) =>
        value switch
        {
            null => "null",
            RowReference reference => $"{reference.Table} {reference.Id:d}",
            DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) + (time.Kind == DateTimeKind.Utc ? "Z" : string.Empty),
            int[] numbers => string.Join(",", numbers),
            decimal number => (number / 1.000000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? string.Empty,
        };

    internal CallScope SystemScope(Transaction? transaction) =>
        new(SystemUserId, SystemUserId)
        {
            Transaction = transaction,
            IsSystem = true,
            CorrelationId = Guid.Empty,
        };

    /// <summary>A call from outside: with its own correlation, in the flow's transaction if there is one; trace rows are written when it has ended.</summary>
    internal OrganizationResponse ExecuteTopLevel(OrganizationRequest request, CallScope scope)
    {
        var joined = Joined;
        var traces = joined?.Traces ?? new TraceLog();
        var call = scope with
        {
            Transaction = joined?.Transaction ?? scope.Transaction,
            Traces = traces,
            Time = OperationTime.Start(this),
            CorrelationId = scope.CorrelationId == Guid.Empty ? Guid.NewGuid() : scope.CorrelationId,
            RequestId = scope.RequestId ?? request?.RequestId ?? Guid.NewGuid(),
            Tag = scope.Tag ?? (request is not null && request.Parameters.TryGetValue("tag", out var tag) ? tag as string : null),
        };
        request?.Parameters.Remove("tag");
        try
        {
            if (call.OnBehalfOf is { } real)
            {
                Rights.DemandMember(real);
                Rights.Demand(Rights.ActOnBehalf, call with { UserId = real, OnBehalfOf = null });
            }

            if (call.SkipSynchronousSteps || call.SkipAsynchronousSteps)
            {
                Rights.Demand(Rights.Bypass, call);
            }

            return Messages.Execute(request!, call);
        }
        catch (Exception exception) when (exception is not FaultException<OrganizationServiceFault>)
        {
            throw DataverseFault.Unexpected(exception);
        }
        finally
        {
            if (joined is null)
            {
                WriteTraces(traces);
            }
        }
    }

    private static CallScope ScopeOf(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var user = caller.OnBehalfOf ?? caller.UserId;
        return new CallScope(user, user)
        {
            OnBehalfOf = caller.OnBehalfOf is null || caller.OnBehalfOf == caller.UserId ? null : caller.UserId,
            Tag = caller.Tag,
            CorrelationId = caller.CorrelationId ?? Guid.Empty,
            RequestId = caller.RequestId,
            SkipSynchronousSteps = caller.BypassSynchronousLogic,
            SkipAsynchronousSteps = caller.BypassAsynchronousLogic,
        };
    }

    internal Transaction BeginTransaction() =>
        Database.Begin(Options.LockTimeout)
        ?? throw DataverseFault.Of(ErrorCode.SqlTimeout, "Sql error: Timeout expired: another transaction holds the rows. Sql Number: -2");

    /// <summary>Changes tables or relationships: at once, and for good with the flow's transaction or by itself where there is none.</summary>
    private void ChangeMetadata(Func<OrganizationMetadata> change)
    {
        lock (metadataGate)
        {
            SetMetadata(change());
        }

        if (Database.Recorder is not null && Joined is null)
        {
            AsSystem(_ => { });
        }
    }

    /// <summary>Takes definitions away within a transaction that is open: the log keeps them with its rows.</summary>
    internal void RemoveDefinitions(SolutionImport.OwnDefinitions definitions, Transaction transaction)
    {
        lock (metadataGate)
        {
            var before = metadata;
            transaction.WhenTakenBack(() => SetMetadata(before));
            SetMetadata(definitions.RemovedFrom(before));
        }
    }

    private void SetMetadata(OrganizationMetadata changed) => Volatile.Write(ref metadata, changed);

    private void DemandUnique(TableMetadata table, AlternateKey key)
    {
        lock (Database.Sync)
        {
            var store = Database.Store(table.LogicalName);
            var index = store.Index(key.Columns);
            foreach (var row in store.Slots.Select(slot => slot.Committed).OfType<Row>())
            {
                object?[] values = [.. key.Columns.Select(column => ColumnIndex.Normalize(RowReader.Value(store, row, column)))];
                if (Array.TrueForAll(values, value => value is not null) && index.Find(values.Length == 1 ? values[0]! : values).Count > 1)
                {
                    throw DataverseFault.Of(
                        ErrorCode.DuplicateKey,
                        $"Entity Key {key.DisplayName} cannot be made: rows of {table.LogicalName} have the same values."
                    );
                }
            }
        }
    }

    private void OnCommitted(Transaction transaction)
    {
        var tables = transaction.WrittenTables.ToArray();
        if (tables.Any(RegistrationTables.Contains))
        {
            Volatile.Write(ref registrations, null);
        }

        if (tables.Contains("pluginassembly"))
        {
            Plugins.Forget();
        }

        if (tables.Any(SecurityTables.Contains))
        {
            Rights.Forget();
        }

        if (tables.Contains("asyncoperation"))
        {
            asyncWork.Set();
        }
    }

    private void WriteTraces(TraceLog traces)
    {
        if (traces.Entries.Count == 0)
        {
            return;
        }

        var entries = traces.Entries.ToArray();
        traces.Entries.Clear();
        AsSystem(transaction =>
        {
            var table = TableOrFault("plugintracelog");
            foreach (var entry in entries)
            {
                Writer.Create(
                    table,
                    new Entity("plugintracelog")
                    {
                        ["typename"] = entry.TypeName,
                        ["messagename"] = entry.Message,
                        ["primaryentity"] = entry.Table,
                        ["messageblock"] = entry.Text,
                        ["exceptiondetails"] = entry.Exception,
                        ["depth"] = entry.Depth,
                        ["mode"] = new OptionSetValue(entry.Mode),
                        ["operationtype"] = new OptionSetValue(1),
                        ["correlationid"] = entry.CorrelationId,
                        ["pluginstepid"] = entry.StepId,
                        ["performanceexecutionstarttime"] = entry.StartedOn,
                    },
                    SystemScope(transaction),
                    transaction
                );
            }
        });
    }

    /// <summary>Writes of the organization itself: no steps, no rights; in the flow's transaction if there is one.</summary>
    private void AsSystem(Action<Transaction> work)
    {
        if (Joined?.Transaction is { } joined)
        {
            work(joined);
            return;
        }

        var transaction = BeginTransaction();
        ambient.Value = SystemScope(transaction);
        try
        {
            work(transaction);
            transaction.Commit();
        }
        catch
        {
            if (transaction.IsOpen)
            {
                transaction.Rollback();
            }

            throw;
        }
        finally
        {
            ambient.Value = null;
        }
    }
}
