using System;
using System.Collections.Generic;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[DataContract(Namespace = XmlNamespaces.V5)]
[KnownType(nameof(GetKnownParameterTypes))]
public sealed class RemoteExecutionContext : IPluginExecutionContext, IExtensibleDataObject
{
    private ParameterCollection inputParameters;
    private ParameterCollection outputParameters;
    private ParameterCollection sharedVariables;
    private EntityImageCollection preEntityImages;
    private EntityImageCollection postEntityImages;

    [DataMember]
    public int Stage { get; set; }

    [DataMember]
    public int Mode { get; set; }

    [DataMember]
    public string MessageName { get; set; }

    [DataMember]
    public string PrimaryEntityName { get; set; }

    [DataMember]
    public string SecondaryEntityName { get; set; }

    [DataMember]
    public Guid? RequestId { get; set; }

    [DataMember]
    public ParameterCollection InputParameters
    {
        get => inputParameters ??= new ParameterCollection();
        internal set => inputParameters = value;
    }

    [DataMember]
    public ParameterCollection OutputParameters
    {
        get => outputParameters ??= new ParameterCollection();
        internal set => outputParameters = value;
    }

    [DataMember]
    public ParameterCollection SharedVariables
    {
        get => sharedVariables ??= new ParameterCollection();
        internal set => sharedVariables = value;
    }

    [DataMember]
    public Guid UserId { get; set; }

    [DataMember]
    public Guid InitiatingUserId { get; set; }

    [DataMember]
    public Guid BusinessUnitId { get; set; }

    [DataMember]
    public Guid OrganizationId { get; set; }

    [DataMember]
    public string OrganizationName { get; set; }

    [DataMember]
    public EntityImageCollection PreEntityImages
    {
        get => preEntityImages ??= new EntityImageCollection();
        internal set => preEntityImages = value;
    }

    [DataMember]
    public EntityImageCollection PostEntityImages
    {
        get => postEntityImages ??= new EntityImageCollection();
        internal set => postEntityImages = value;
    }

    [DataMember]
    public Guid CorrelationId { get; set; }

    [DataMember]
    public int Depth { get; set; }

    [DataMember]
    public bool IsExecutingOffline { get; set; }

    [DataMember]
    public bool IsOfflinePlayback { get; set; }

    [DataMember]
    public int IsolationMode { get; set; }

    [DataMember]
    public bool IsInTransaction { get; set; }

    [DataMember]
    public Guid OperationId { get; set; }

    [DataMember]
    public EntityReference OwningExtension { get; set; }

    [DataMember]
    public Guid PrimaryEntityId { get; set; }

    [DataMember]
    public DateTime OperationCreatedOn { get; set; }

    [DataMember]
    public RemoteExecutionContext ParentContext { get; set; }

    [DataMember(IsRequired = false)]
    public Guid UserAzureActiveDirectoryObjectId { get; set; }

    [DataMember(IsRequired = false)]
    public Guid InitiatingUserAzureActiveDirectoryObjectId { get; set; }

    public ExtensionDataObject ExtensionData { get; set; }

    IPluginExecutionContext IPluginExecutionContext.ParentContext => ParentContext;

    private static IEnumerable<Type> GetKnownParameterTypes() => KnownTypes.OfParameters;
}
