namespace LocalDataverse.Storage;

/// <summary>An object of the engine kept in a row, such as the context of an asynchronous step: rolled back and copied with it, never returned.</summary>
internal abstract class HiddenValue;
