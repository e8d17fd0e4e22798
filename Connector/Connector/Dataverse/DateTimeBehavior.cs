namespace ProjectInvoice.Connector.Dataverse;

/// <summary>What a date column means, as its definition says it.</summary>
internal enum DateTimeBehavior
{
    /// <summary>A moment: which day it is depends on the time zone it is looked at in.</summary>
    UserLocal,

    /// <summary>A day.</summary>
    DateOnly,

    /// <summary>A day and a time on the clock, wherever it is looked at.</summary>
    TimeZoneIndependent,
}
