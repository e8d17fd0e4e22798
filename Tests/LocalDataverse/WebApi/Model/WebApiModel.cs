using System.Xml;
using LocalDataverse.Metadata;
using LocalDataverse.Security;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;
using Microsoft.OData.Edm.Validation;
using Microsoft.OData.UriParser;

namespace LocalDataverse.WebApi.Model;

/// <summary>The entity data model of the organization at one moment; made anew when its tables or its operations change.</summary>
internal sealed class WebApiModel
{
    public const string Namespace = "Microsoft.Dynamics.CRM";

    /// <summary>The type every row derives from, and the type of parameters that take rows of any table.</summary>
    public const string BaseType = "crmbaseentity";

    /// <summary>The type of an owner: a user or a team.</summary>
    public const string PrincipalType = "principal";

    private readonly EdmModel edm = new();
    private readonly EdmEntityContainer container = new(Namespace, "System");
    private readonly EdmEntityType baseType = new(Namespace, BaseType, null, isAbstract: true, isOpen: true);
    private readonly EdmEntityType principalType;
    private readonly Dictionary<string, TableModel> byLogicalName;
    private readonly Dictionary<string, TableModel> bySet;
    private readonly ILookup<string, OperationModel> operations;
    private readonly Lazy<ReadOnlyMemory<byte>> csdl;
    private readonly EdmComplexType rolePrivilege = new(Namespace, "RolePrivilege");
    private readonly EdmEnumType ribbonLocations = new(Namespace, "RibbonLocationFilters", isFlags: true);
    private readonly EdmComplexType recordCounts = new(Namespace, "EntityRecordCountCollection");

    public WebApiModel(OrganizationMetadata metadata, IReadOnlyList<OperationModel> customOperations)
    {
        Metadata = metadata;
        CustomOperations = customOperations;
        operations = customOperations.Concat(PlatformOperations.All).ToLookup(operation => operation.Name, StringComparer.Ordinal);
        byLogicalName = metadata.Tables.Select(table => new TableModel(table, metadata)).ToDictionary(table => table.LogicalName, StringComparer.Ordinal);
        bySet = byLogicalName.Values.ToDictionary(table => table.EntitySetName, StringComparer.Ordinal);
        principalType = new EdmEntityType(Namespace, PrincipalType, baseType, isAbstract: false, isOpen: true);
        csdl = new Lazy<ReadOnlyMemory<byte>>(WriteCsdl);
        Describe();
        Resolver = new AlternateKeysODataUriResolver(edm);
    }

    public OrganizationMetadata Metadata { get; }

    public IReadOnlyList<OperationModel> CustomOperations { get; }

    public IEdmModel Edm => edm;

    public ODataUriResolver Resolver { get; }

    /// <summary>The service description as CSDL XML.</summary>
    public ReadOnlyMemory<byte> Csdl => csdl.Value;

    public TableModel? Table(string logicalName) => byLogicalName.GetValueOrDefault(logicalName);

    public TableModel? TableOfSet(string entitySetName) => bySet.GetValueOrDefault(entitySetName);

    public IEnumerable<TableModel> Tables => byLogicalName.Values;

    /// <summary>Operations of a name; several where one message is bound to many tables.</summary>
    public IEnumerable<OperationModel> Operations(string name) => operations[name];

    private void Describe()
    {
        edm.AddElement(container);
        DescribeRibbonLocations();
        DescribeRecordCounts();
        edm.AddElement(baseType);
        edm.AddElement(principalType);
        principalType.AddKeys(principalType.AddStructuralProperty("ownerid", EdmPrimitiveTypeKind.Guid, isNullable: false));
        var principals = container.AddEntitySet("principals", principalType);
        foreach (var table in Tables)
        {
            table.Type = new EdmEntityType(Namespace, table.LogicalName, baseType, isAbstract: false, isOpen: false);
            foreach (var column in table.Columns)
            {
                var property = table.Type.AddStructuralProperty(column.Property, TypeOf(column));
                if (column.LogicalName == table.PrimaryId)
                {
                    table.Type.AddKeys(property);
                }
            }

            edm.AddElement(table.Type);
            table.Set = container.AddEntitySet(table.EntitySetName, table.Type);
        }

        foreach (var table in Tables)
        {
            foreach (var navigation in table.Navigations.Values)
            {
                var single = navigation.Targets.Count == 1;
                var target = single ? byLogicalName[navigation.Targets[0]].Type : principalType;
                AddNavigation(table, navigation.Name, target, single ? byLogicalName[navigation.Targets[0]].Set : principals, EdmMultiplicity.ZeroOrOne);
            }

            foreach (var (name, relationship) in table.Collections)
            {
                var referencing = byLogicalName[relationship.ReferencingTable];
                AddNavigation(table, name, referencing.Type, referencing.Set, EdmMultiplicity.Many);
            }

            foreach (var (name, relationship) in table.ManyToMany)
            {
                var other = byLogicalName[relationship.Table1 == table.LogicalName ? relationship.Table2 : relationship.Table1];
                AddNavigation(table, name, other.Type, other.Set, EdmMultiplicity.Many);
            }

            foreach (var key in table.Metadata.Keys)
            {
                edm.AddAlternateKeyAnnotation(
                    table.Type,
                    key.Columns.ToDictionary(
                        column => table.ByLogicalName[column].Property,
                        column => (IEdmProperty)table.Type.FindProperty(table.ByLogicalName[column].Property)
                    )
                );
            }
        }

        DescribeRolePrivilege();
        DescribeFilterFunctions();
        foreach (var operation in operations.SelectMany(group => group))
        {
            DescribeOperation(operation);
        }
    }

    private static void AddNavigation(TableModel table, string name, EdmEntityType target, EdmEntitySet targetSet, EdmMultiplicity multiplicity)
    {
        if (table.Type.FindProperty(name) is not null)
        {
            return;
        }

        var property = table.Type.AddUnidirectionalNavigation(
            new EdmNavigationPropertyInfo
            {
                Name = name,
                Target = target,
                TargetMultiplicity = multiplicity,
            }
        );
        table.Set.AddNavigationTarget(property, targetSet);
    }

    private void DescribeRibbonLocations()
    {
        foreach (var (name, value) in (IReadOnlyList<(string, int)>)[("Form", 1), ("HomepageGrid", 2), ("SubGrid", 4), ("All", 7)])
        {
            ribbonLocations.AddMember(name, new EdmEnumMemberValue(value));
        }

        edm.AddElement(ribbonLocations);
    }

    private void DescribeRecordCounts()
    {
        recordCounts.AddStructuralProperty("Count", EdmPrimitiveTypeKind.Int32, isNullable: false);
        recordCounts.AddStructuralProperty("IsReadOnly", EdmPrimitiveTypeKind.Boolean, isNullable: false);
        recordCounts.AddStructuralProperty("Keys", EdmCoreModel.GetCollection(EdmCoreModel.Instance.GetString(isNullable: true)));
        recordCounts.AddStructuralProperty("Values", EdmCoreModel.GetCollection(EdmCoreModel.Instance.GetInt64(isNullable: false)));
        edm.AddElement(recordCounts);
    }

    private void DescribeRolePrivilege()
    {
        var depth = new EdmEnumType(Namespace, nameof(PrivilegeDepth));
        foreach (var value in Enum.GetValues<PrivilegeDepth>())
        {
            depth.AddMember(value.ToString(), new EdmEnumMemberValue((int)value));
        }

        edm.AddElement(depth);
        rolePrivilege.AddStructuralProperty("Depth", new EdmEnumTypeReference(depth, isNullable: false));
        rolePrivilege.AddStructuralProperty("PrivilegeId", EdmPrimitiveTypeKind.Guid, isNullable: false);
        rolePrivilege.AddStructuralProperty("BusinessUnitId", EdmPrimitiveTypeKind.Guid, isNullable: false);
        rolePrivilege.AddStructuralProperty("PrivilegeName", EdmPrimitiveTypeKind.String, isNullable: true);
        rolePrivilege.AddStructuralProperty("RecordFilterId", EdmPrimitiveTypeKind.Guid, isNullable: false);
        rolePrivilege.AddStructuralProperty("RecordFilterUniqueName", EdmPrimitiveTypeKind.String, isNullable: true);
        edm.AddElement(rolePrivilege);
    }

    private void DescribeFilterFunctions()
    {
        var text = EdmCoreModel.Instance.GetString(isNullable: true);
        foreach (var name in (string[])["In", "NotIn"])
        {
            DescribeFilterFunction(name, (QueryFunction.Many, EdmCoreModel.GetCollection(text)));
        }

        foreach (var function in QueryFunction.All)
        {
            var type = EdmCoreModel.Instance.GetPrimitive(function.Type, isNullable: true);
            DescribeFilterFunction(
                function.Name,
                function.Parameter is null ? null : (function.Parameter, function.Parameter == QueryFunction.Many ? EdmCoreModel.GetCollection(type) : type)
            );
        }
    }

    private void DescribeFilterFunction(string name, (string Name, IEdmTypeReference Type)? parameter)
    {
        var function = new EdmFunction(
            Namespace,
            name,
            EdmCoreModel.Instance.GetBoolean(isNullable: false),
            isBound: true,
            entitySetPathExpression: null,
            isComposable: false
        );
        function.AddParameter("entity", new EdmEntityTypeReference(baseType, isNullable: false));
        function.AddParameter("PropertyName", EdmCoreModel.Instance.GetString(isNullable: true));
        if (parameter is { } value)
        {
            function.AddParameter(value.Name, value.Type);
        }

        edm.AddElement(function);
    }

    private void DescribeOperation(OperationModel operation)
    {
        IEdmTypeReference? answer = null;
        if (operation.Responses.Count > 0)
        {
            var type = new EdmComplexType(Namespace, operation.ResponseType);
            foreach (var property in operation.Responses)
            {
                // A complex type holds no entities as structural properties; rows are shown as open values.
                type.AddStructuralProperty(
                    property.Name,
                    property.Type is ParameterType.Entity or ParameterType.EntityReference or ParameterType.EntityCollection
                        ? EdmCoreModel.Instance.GetUntyped()
                        : TypeOf(property)
                );
            }

            edm.AddElement(type);
            answer = new EdmComplexTypeReference(type, isNullable: true);
        }

        var bound = operation.Binding != OperationBinding.Global;
        EdmOperation described = operation.IsFunction
            ? new EdmFunction(Namespace, operation.Name, answer!, bound, null, isComposable: false)
            : new EdmAction(Namespace, operation.Name, answer, bound, null);
        if (bound)
        {
            var row = new EdmEntityTypeReference(operation.Table is null ? baseType : byLogicalName[operation.Table].Type, isNullable: false);
            described.AddParameter("entity", operation.Binding == OperationBinding.Entity ? row : EdmCoreModel.GetCollection(row));
        }

        foreach (var parameter in operation.Parameters)
        {
            described.AddParameter(parameter.Name, TypeOf(parameter));
        }

        edm.AddElement(described);
        switch (described)
        {
            case EdmFunction function when !bound:
                container.AddFunctionImport(operation.Name, function, null, includeInServiceDocument: true);
                break;
            case EdmAction action when !bound:
                container.AddActionImport(operation.Name, action);
                break;
            default:
                break;
        }
    }

    private IEdmTypeReference TypeOf(OperationParameter parameter)
    {
        var core = EdmCoreModel.Instance;
        var nullable = parameter.IsOptional;
        var row = parameter.Table is not null && byLogicalName.TryGetValue(parameter.Table, out var table) ? table.Type : baseType;
        return parameter.Type switch
        {
            ParameterType.Boolean => core.GetBoolean(nullable),
            ParameterType.DateTime => core.GetDateTimeOffset(nullable),
            ParameterType.Decimal or ParameterType.Money => core.GetDecimal(nullable),
            ParameterType.Float => core.GetDouble(nullable),
            ParameterType.Integer or ParameterType.Picklist => core.GetInt32(nullable),
            ParameterType.StringArray => EdmCoreModel.GetCollection(core.GetString(true)),
            ParameterType.Guid => core.GetGuid(nullable),
            ParameterType.GuidArray => EdmCoreModel.GetCollection(core.GetGuid(false)),
            ParameterType.Binary => core.GetBinary(nullable),
            ParameterType.RecordCounts => new EdmComplexTypeReference(recordCounts, nullable),
            ParameterType.RibbonLocationFilters => new EdmEnumTypeReference(ribbonLocations, nullable),
            ParameterType.RolePrivileges => EdmCoreModel.GetCollection(new EdmComplexTypeReference(rolePrivilege, isNullable: false)),
            ParameterType.Entity or ParameterType.EntityReference => new EdmEntityTypeReference(row, nullable),
            ParameterType.EntityCollection => EdmCoreModel.GetCollection(new EdmEntityTypeReference(row, nullable)),
            _ => core.GetString(nullable),
        };
    }

    private static IEdmPrimitiveTypeReference TypeOf(ColumnModel column) =>
        EdmCoreModel.Instance.GetPrimitive(
            column.Type switch
            {
                ColumnType.Uniqueidentifier or ColumnType.Lookup or ColumnType.Owner or ColumnType.Customer => EdmPrimitiveTypeKind.Guid,
                ColumnType.Integer or ColumnType.Picklist or ColumnType.State or ColumnType.Status => EdmPrimitiveTypeKind.Int32,
                ColumnType.BigInt => EdmPrimitiveTypeKind.Int64,
                ColumnType.Decimal or ColumnType.Money => EdmPrimitiveTypeKind.Decimal,
                ColumnType.Double => EdmPrimitiveTypeKind.Double,
                ColumnType.Boolean => EdmPrimitiveTypeKind.Boolean,
                ColumnType.DateTime => column.IsDateOnly ? EdmPrimitiveTypeKind.Date : EdmPrimitiveTypeKind.DateTimeOffset,
                _ => EdmPrimitiveTypeKind.String,
            },
            isNullable: true
        );

    private ReadOnlyMemory<byte> WriteCsdl()
    {
        if (CustomOperations.Any(operation => operation.IsPrivate))
        {
            return new WebApiModel(Metadata, [.. CustomOperations.Where(operation => !operation.IsPrivate)]).Csdl;
        }

        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Indent = true }))
        {
            if (!CsdlWriter.TryWriteCsdl(edm, xml, CsdlTarget.OData, out IEnumerable<EdmError> errors))
            {
                throw new InvalidOperationException(
                    "The service description cannot be written: " + string.Join("; ", errors.Select(error => error.ErrorMessage))
                );
            }
        }

        return stream.ToArray();
    }
}
