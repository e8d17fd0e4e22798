using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk.Client;

namespace Microsoft.Xrm.Sdk;

[DataContract(Name = "Entity", Namespace = XmlNamespaces.V5)]
public class Entity : IExtensibleDataObject
{
    private AttributeCollection attributes;
    private FormattedValueCollection formattedValues;
    private RelatedEntityCollection relatedEntities;
    private KeyAttributeCollection keyAttributes;

    public Entity()
        : this(null) { }

    public Entity(string entityName)
    {
        LogicalName = entityName;
    }

    public Entity(string entityName, Guid id)
        : this(entityName)
    {
        Id = id;
    }

    public Entity(string entityName, string keyName, object keyValue)
        : this(entityName)
    {
        KeyAttributes.Add(keyName, keyValue);
    }

    public Entity(string entityName, KeyAttributeCollection keyAttributes)
        : this(entityName)
    {
        KeyAttributes = keyAttributes;
    }

    [DataMember]
    public string LogicalName { get; set; }

    [DataMember]
    public virtual Guid Id { get; set; }

    [DataMember]
    public AttributeCollection Attributes
    {
        get => attributes ??= new AttributeCollection();
        set => attributes = value;
    }

    [DataMember]
    public EntityState? EntityState { get; set; }

    [DataMember]
    public FormattedValueCollection FormattedValues
    {
        get => formattedValues ??= new FormattedValueCollection();
        internal set => formattedValues = value;
    }

    [DataMember]
    public RelatedEntityCollection RelatedEntities
    {
        get => relatedEntities ??= new RelatedEntityCollection();
        internal set => relatedEntities = value;
    }

    [DataMember]
    public string RowVersion { get; set; }

    [DataMember]
    public KeyAttributeCollection KeyAttributes
    {
        get => keyAttributes ??= new KeyAttributeCollection();
        set => keyAttributes = value;
    }

    public bool HasLazyFileAttribute { get; set; }

    public string LazyFileAttributeKey { get; set; }

    public Lazy<object> LazyFileAttributeValue { get; set; }

    public string LazyFileSizeAttributeKey { get; set; }

    public int LazyFileSizeAttributeValue { get; set; }

    public ExtensionDataObject ExtensionData { get; set; }

    public object this[string attributeName]
    {
        get => Attributes[attributeName];
        set => Attributes[attributeName] = value;
    }

    public bool Contains(string attributeName) => Attributes.Contains(attributeName);

    public T ToEntity<T>()
        where T : Entity
    {
        if (typeof(T) == typeof(Entity))
        {
            var plain = new Entity();
            ShareContentWith(plain);
            return (T)plain;
        }

        if (string.IsNullOrWhiteSpace(LogicalName))
        {
            throw new NotSupportedException("LogicalName must be set before calling ToEntity()");
        }

        var typedName =
            typeof(T).GetCustomAttribute<EntityLogicalNameAttribute>()?.LogicalName
            ?? throw new NotSupportedException("Cannot convert to type that is does not have EntityLogicalNameAttribute");
        if (typedName != LogicalName)
        {
            throw new NotSupportedException($"Cannot convert entity {LogicalName} to {typedName}");
        }

        var typed = Activator.CreateInstance<T>();
        ShareContentWith(typed);
        return typed;
    }

    public EntityReference ToEntityReference() => new EntityReference(LogicalName, Id) { RowVersion = RowVersion };

    public virtual T GetAttributeValue<T>(string attributeLogicalName)
    {
        var value = GetAttributeValue(attributeLogicalName);
        return value == null ? default : (T)value;
    }

    public bool TryGetAttributeValue<T>(string attributeKey, out T result)
    {
        if (!string.IsNullOrWhiteSpace(attributeKey) && Attributes.TryGetValue(attributeKey, out var value) && value is T typed)
        {
            result = typed;
            return true;
        }

        result = default;
        return false;
    }

    protected virtual void SetAttributeValue(string attributeLogicalName, object value)
    {
        RequireName(attributeLogicalName, nameof(attributeLogicalName));
        Attributes[attributeLogicalName] = value;
    }

    protected virtual string GetFormattedAttributeValue(string attributeLogicalName)
    {
        RequireName(attributeLogicalName, nameof(attributeLogicalName));
        return FormattedValues.TryGetValue(attributeLogicalName, out var value) ? value : null;
    }

    protected virtual TEntity GetRelatedEntity<TEntity>(string relationshipSchemaName, EntityRole? primaryEntityRole)
        where TEntity : Entity
    {
        RequireName(relationshipSchemaName, nameof(relationshipSchemaName));
        return RelatedEntities.TryGetValue(RelationshipOf(relationshipSchemaName, primaryEntityRole), out var related)
            ? (TEntity)related.Entities.FirstOrDefault()
            : null;
    }

    protected virtual void SetRelatedEntity<TEntity>(string relationshipSchemaName, EntityRole? primaryEntityRole, TEntity entity)
        where TEntity : Entity
    {
        RequireName(relationshipSchemaName, nameof(relationshipSchemaName));
        if (entity != null && string.IsNullOrWhiteSpace(entity.LogicalName))
        {
            throw new ArgumentException("The entity is missing a value for the 'LogicalName' property.", nameof(entity));
        }

        SetRelated(relationshipSchemaName, primaryEntityRole, entity == null ? null : new List<Entity> { entity });
    }

    protected virtual IEnumerable<TEntity> GetRelatedEntities<TEntity>(string relationshipSchemaName, EntityRole? primaryEntityRole)
        where TEntity : Entity
    {
        RequireName(relationshipSchemaName, nameof(relationshipSchemaName));
        return RelatedEntities.TryGetValue(RelationshipOf(relationshipSchemaName, primaryEntityRole), out var related)
            ? related.Entities.Cast<TEntity>()
            : null;
    }

    protected virtual void SetRelatedEntities<TEntity>(string relationshipSchemaName, EntityRole? primaryEntityRole, IEnumerable<TEntity> entities)
        where TEntity : Entity
    {
        RequireName(relationshipSchemaName, nameof(relationshipSchemaName));
        if (entities != null && entities.Any(entity => string.IsNullOrWhiteSpace(entity.LogicalName)))
        {
            throw new ArgumentException("An entity is missing a value for the 'LogicalName' property.", nameof(entities));
        }

        SetRelated(relationshipSchemaName, primaryEntityRole, entities?.Cast<Entity>().ToList());
    }

    private static void RequireName(string name, string parameterName)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentNullException(parameterName);
        }
    }

    private static Relationship RelationshipOf(string schemaName, EntityRole? role) => new Relationship(schemaName) { PrimaryEntityRole = role };

    private object GetAttributeValue(string attributeLogicalName)
    {
        RequireName(attributeLogicalName, nameof(attributeLogicalName));
        return Attributes.TryGetValue(attributeLogicalName, out var value) ? value : null;
    }

    private void SetRelated(string schemaName, EntityRole? role, IList<Entity> entities)
    {
        var relationship = RelationshipOf(schemaName, role);
        if (entities == null)
        {
            RelatedEntities.Remove(relationship);
            return;
        }

        RelatedEntities[relationship] = new EntityCollection(entities) { EntityName = entities.First().LogicalName };
    }

    private void ShareContentWith(Entity target)
    {
        target.Id = Id;
        target.LogicalName = LogicalName;
        target.EntityState = EntityState;
        target.RowVersion = RowVersion;
        target.Attributes = Attributes;
        target.FormattedValues = FormattedValues;
        target.RelatedEntities = RelatedEntities;
        target.KeyAttributes = KeyAttributes;
        target.ExtensionData = ExtensionData;
    }
}
