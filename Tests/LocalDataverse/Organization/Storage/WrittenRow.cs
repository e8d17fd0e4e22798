namespace LocalDataverse.Storage;

/// <summary>A row that the open transaction has written, with the version of its last write.</summary>
internal readonly record struct WrittenRow(TableStore Store, RowSlot Slot, long Version);
