using System;
using System.Collections;
using System.Collections.Generic;

namespace Microsoft.Xrm.Sdk;

[Serializable]
public abstract class DataCollection<TKey, TValue> : IEnumerable<KeyValuePair<TKey, TValue>>
{
    private readonly IDictionary<TKey, TValue> entries;

    protected internal DataCollection()
        : this(new Dictionary<TKey, TValue>()) { }

    protected internal DataCollection(IDictionary<TKey, TValue> collection)
    {
        entries = collection;
    }

    public int Count => entries.Count;

    public ICollection<TKey> Keys => entries.Keys;

    public ICollection<TValue> Values => entries.Values;

    public virtual bool IsReadOnly => false;

    public virtual TValue this[TKey key]
    {
        get => entries[key];
        set => entries[key] = value;
    }

    public void Add(KeyValuePair<TKey, TValue> item) => entries.Add(item);

    public void Add(TKey key, TValue value) => entries.Add(key, value);

    public void AddRange(params KeyValuePair<TKey, TValue>[] items)
    {
        AddRange((IEnumerable<KeyValuePair<TKey, TValue>>)items);
    }

    public void AddRange(IEnumerable<KeyValuePair<TKey, TValue>> items)
    {
        if (items == null)
        {
            return;
        }

        foreach (var item in items)
        {
            entries.Add(item);
        }
    }

    public void Clear() => entries.Clear();

    public bool Contains(TKey key) => entries.ContainsKey(key);

    public bool Contains(KeyValuePair<TKey, TValue> key) => entries.Contains(key);

    public bool ContainsKey(TKey key) => entries.ContainsKey(key);

    public bool TryGetValue(TKey key, out TValue value) => entries.TryGetValue(key, out value);

    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex) => entries.CopyTo(array, arrayIndex);

    public bool Remove(TKey key) => entries.Remove(key);

    public bool Remove(KeyValuePair<TKey, TValue> item) => entries.Remove(item);

    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
