namespace ProjectInvoice.Finance.Setup;

/// <summary>A section of the set-up with the questions that are asked about its records, each answered by a fault for every record that fails it.</summary>
/// <param name="section">Its name in finance.json.</param>
/// <param name="name">What a record is called in faults.</param>
/// <param name="faults">Faults are added here.</param>
internal sealed class CheckedSection<T>(string section, IEnumerable<T> records, Func<T, string> name, ICollection<Fault> faults)
{
    public CheckedSection<T> Only(T record) => new(section, [record], name, faults);

    /// <summary>No two records have one key, whatever the case of its letters.</summary>
    public void Unique(Func<T, string> key)
    {
        foreach (var twice in records.GroupBy(record => RecordKeys.Upper(key(record)), StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            Add(SetupErrors.DoubledRecord, key(twice.First()), "key");
        }
    }

    /// <summary>What a field refers to is known; an empty field refers to nothing.</summary>
    public CheckedSection<T> Refer(string field, Func<T, string?> reference, IReadOnlySet<string> known) =>
        ReferMany(field, record => reference(record) is { } referred ? [referred] : [], known);

    public CheckedSection<T> ReferMany(string field, Func<T, IEnumerable<string>> references, IReadOnlySet<string> known)
    {
        foreach (var record in records)
        {
            foreach (var referred in references(record).Where(referred => !known.Contains(RecordKeys.Upper(referred))))
            {
                Add(SetupErrors.DanglingReference, name(record), field, referred);
            }
        }

        return this;
    }

    /// <summary>A field holds one of the choices.</summary>
    public CheckedSection<T> Choose(string field, Func<T, string> value, params IEnumerable<string> choices) =>
        ChooseMany(field, record => [value(record)], choices);

    public CheckedSection<T> ChooseMany(string field, Func<T, IEnumerable<string>> values, params IEnumerable<string> choices)
    {
        foreach (var record in records)
        {
            foreach (var value in values(record).Where(value => !choices.Contains(value, StringComparer.Ordinal)))
            {
                Add(SetupErrors.UnknownChoice, name(record), field, value, string.Join(", ", choices));
            }
        }

        return this;
    }

    /// <summary>A field keeps a rule.</summary>
    /// <param name="rule">What it must be, in words.</param>
    public CheckedSection<T> Number(string field, Func<T, bool> holds, string rule)
    {
        foreach (var record in records.Where(record => !holds(record)))
        {
            Add(SetupErrors.WrongNumber, name(record), field, rule);
        }

        return this;
    }

    /// <summary>A field that is filled names a time zone.</summary>
    public void NameTimeZone(string field, Func<T, string?> zone)
    {
        foreach (var record in records)
        {
            if (zone(record) is { } named && CompanyClock.ZoneOf(named) is null)
            {
                Add(SetupErrors.NoTimeZone, name(record), field, named);
            }
        }
    }

    private void Add(ErrorCode error, string record, string field, params object?[] values) =>
        faults.Add(error.For($"set-up section {section} record {record} field {field}", values));
}
